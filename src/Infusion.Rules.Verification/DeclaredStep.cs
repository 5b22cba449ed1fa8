using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>One step of one policy as its author declares it: from which content to which, what it changes, and why.</summary>
/// <remarks>It is bound to the content of both versions. One of another pair is history: it fails nothing and allows nothing.</remarks>
public sealed class DeclaredStep
{
    /// <summary>The version before; <c>null</c> where none held.</summary>
    public PolicyStamp? From { get; init; }

    /// <summary>The version after; <c>null</c> where none holds any longer.</summary>
    public PolicyStamp? To { get; init; }

    /// <summary>The dates for which the one takes the place of the other, in a book; <c>null</c> for two single policies.</summary>
    public string? Dates { get; init; }

    /// <summary>Why the change is made, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Every value that changes, such as "fees.rescheduleDays: 2 -> 3".</summary>
    public ImmutableArray<string> Values { get => field.OrEmpty(); init; }

    /// <summary>What that does to the decisions.</summary>
    public ImmutableArray<ComputedChange> Effects { get => field.OrEmpty(); init; }

    /// <summary>Where it was read; empty when it was read from no file.</summary>
    public string File { get; init; } = "";

    /// <summary>Reads a declaration in UTF-8, or says everything that is wrong with it.</summary>
    /// <param name="utf8">The document, with or without a byte-order mark.</param>
    /// <param name="file">Where it stands, for messages.</param>
    /// <param name="step">The declaration, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is a declaration.</returns>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, string file, [NotNullWhen(true)] out DeclaredStep? step, out ImmutableArray<Problem> problems) =>
        StepDocument.Of(file).TryParse(utf8, out step, out problems);

    /// <summary>Writes the declaration.</summary>
    /// <returns>The JSON, indented.</returns>
    public string ToJson() => StepDocument.Of("").Text(this);

    /// <summary>Writes both versions and the dates.</summary>
    /// <returns>"a-clinic 1 to a-clinic 2".</returns>
    public override string ToString() => Between(From, To, Dates);

    internal static string Between(PolicyStamp? from, PolicyStamp? to, string? dates) =>
        $"{from?.ToString() ?? "no version"} to {to?.ToString() ?? "no version"}{(dates is null ? "" : $", {dates}")}";
}
