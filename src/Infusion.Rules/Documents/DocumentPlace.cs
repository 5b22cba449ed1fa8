namespace Infusion.Rules.Documents;

/// <summary>Where a value stands in a file.</summary>
/// <remarks>Compared by value. <c>default</c> is no place: it has no file.</remarks>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 characters, counted from 1.</param>
public readonly record struct DocumentPlace(string File, int Line, int Column)
{
    /// <summary>Writes the place so that an editor can jump there.</summary>
    /// <returns>"policy.json:12:5".</returns>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}");
}
