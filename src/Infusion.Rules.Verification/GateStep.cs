using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>One content of a policy that takes the place of another one, held against what is declared of it.</summary>
public sealed class GateStep
{
    /// <summary>The version before; <c>null</c> where none held.</summary>
    public PolicyStamp? From { get; init; }

    /// <summary>The version after; <c>null</c> where none holds any longer.</summary>
    public PolicyStamp? To { get; init; }

    /// <summary>The dates for which it does, in a book of versions; <c>null</c> for two single policies.</summary>
    public string? Dates { get; init; }

    /// <summary>Every value that changes, with what it was and what it is.</summary>
    public required ImmutableArray<string> Values { get => field.OrEmpty(); init; }

    /// <summary>What that does to the decisions.</summary>
    public required ImmutableArray<ComputedChange> Effects { get => field.OrEmpty(); init; }

    /// <summary>The file that declares it; <c>null</c> when none does.</summary>
    public string? File { get; init; }

    /// <summary>The declared reason; <c>null</c> when none is.</summary>
    public string? Reason { get; init; }

    /// <summary>How much the version number should say that it changes; <c>null</c> where there is one version only.</summary>
    public VersionLevel? Level { get; init; }

    /// <summary>The version number that says so; <c>null</c> where the old one is no semantic version.</summary>
    public string? NextVersion { get; init; }

    /// <summary>What is wrong; empty when the step does what it declares.</summary>
    public ImmutableArray<GateFailure> Failures { get => field.OrEmpty(); internal set; }

    /// <summary>The difference with its witnesses; <c>null</c> where there is one version only.</summary>
    [JsonIgnore]
    public DiffReport? Difference { get; init; }

    /// <summary>Whether there is anything to declare: a version number alone is not.</summary>
    internal bool HasEffect => Dates is not null || From?.Policy != To?.Policy || !Values.IsEmpty || !Effects.IsEmpty;

    /// <summary>The values and effects that are just as they are declared, in words.</summary>
    public ImmutableArray<string> Confirmed =>
        File is null ? [] : [.. Subjects.Where(subject => Failures.All(failure => failure.Subject != subject))];

    /// <summary>What the next version number should be, as a sentence; empty where nothing is proposed.</summary>
    public string Proposal => Level is null or VersionLevel.None ? ""
        : $"{VersionLevels.Meaning(Level.Value)}{(NextVersion is { } next ? $": after {From!.Version} comes {next}" : "")}.";

    /// <summary>The values and then the effects, in words.</summary>
    internal IEnumerable<string> Subjects => Values.Concat(Effects.Select(static effect => effect.ToString()));

    /// <summary>Writes both versions and the dates.</summary>
    /// <returns>"a-clinic 1 to a-clinic 2".</returns>
    public override string ToString() => DeclaredStep.Between(From, To, Dates);
}
