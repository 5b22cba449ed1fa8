using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>Whether one expected case came out as expected.</summary>
public sealed class CaseResult
{
    /// <summary>The file it stands in.</summary>
    public required string File { get; init; }

    /// <summary>What it is about: the table's id, or the id of the record.</summary>
    public required string About { get; init; }

    /// <summary>What it is about, as a person names it.</summary>
    [JsonIgnore]
    public string Title => ReportText.TitleOf(About);

    /// <summary>What the case shows; its number in the file when it has no name.</summary>
    public required string Name { get; init; }

    /// <summary>What came out otherwise, each as a sentence; empty when nothing did.</summary>
    public required ImmutableArray<string> Failures { get => field.OrEmpty(); init; }

    /// <summary>Whether it came out as expected.</summary>
    public bool Passed => Failures.IsEmpty;

    /// <summary>Writes the case and what came of it.</summary>
    /// <returns>"fasting.yaml, Intake, water 2 h before: passed".</returns>
    public override string ToString() => $"{File}, {Title}, {Name}: {(Passed ? "passed" : string.Join(" ", Failures))}";
}
