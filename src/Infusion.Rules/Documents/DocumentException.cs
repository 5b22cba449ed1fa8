using System.Collections.Immutable;

namespace Infusion.Rules.Documents;

/// <summary>A document that cannot be read, with everything wrong with it.</summary>
/// <remarks>The message lists every problem, one a line, and repeats no value of a patient.</remarks>
public sealed class DocumentException : FormatException
{
    /// <summary>Makes the exception of a document's problems.</summary>
    /// <param name="problems">The problems, one at least.</param>
    internal DocumentException(ImmutableArray<Problem> problems)
        : base(string.Join("\n", problems)) => Problems = problems;

    /// <summary>What is wrong, in the order of the document; never empty.</summary>
    public ImmutableArray<Problem> Problems { get; }
}
