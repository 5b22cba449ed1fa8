using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>The times of one visit in order, each planned or recorded, each with its rule.</summary>
/// <remarks>A planned end of the driving restriction is for planning and never answers whether it has elapsed. Value-equal by entries. Immutable and
/// thread-safe.</remarks>
public sealed record VisitTimeline
{
    private readonly PolicyVersion _version;

    private VisitTimeline(PolicyVersion version, ImmutableArray<TimelineEntry> entries, ImmutableArray<string> missing) =>
        (_version, Entries, Missing) = (version, entries, missing);

    /// <summary>The entries by instant; entries at one instant stand in the order of a visit.</summary>
    public ImmutableArray<TimelineEntry> Entries { get; }

    /// <summary>Ids of the facts that would add entries, in asking order; empty when the timeline is whole.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Elapsed time from arrival to the planned release; <c>null</c> when either is unknown.</summary>
    public Duration? PlannedStay => Between("arrival", "planned-release");

    /// <summary>Elapsed time from arrival to the earliest release; <c>null</c> when either is unknown.</summary>
    public Duration? EarliestStay => Between("arrival", "earliest-release");

    /// <summary>The entry of a name.</summary>
    /// <param name="name">The name, such as <c>planned-release</c>.</param>
    /// <returns>The entry, or <c>null</c> when the timeline has none.</returns>
    public TimelineEntry? Find(string name)
    {
        foreach (TimelineEntry entry in Entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The timeline as data.</summary>
    /// <returns>The document, with two values for each entry: its instant and its basis.</returns>
    public DecisionDocument ToDocument() => new()
    {
        Decision = "visit.timeline",
        Policy = _version.Policy,
        PolicyVersion = _version.Version,
        PolicyHash = _version.ContentHash,
        TimeZones = _version.TimeZones,
        Status = Missing.IsEmpty ? DecisionStatus.Determined : DecisionStatus.NeedsInformation,
        Outcome = "Timeline",
        Possible = ["Timeline"],
        Summary = FormattableString.Invariant($"Timeline: {Entries.Length} times of the visit [visit.timeline, R65]"),
        Values =
        [
            .. Entries.SelectMany(entry => new ValueDocument[]
            {
                new("visit.timeline." + entry.Name, VisitText.Iso(entry.At), entry.Rule),
                new("visit.timeline." + entry.Name + ".basis", entry.Basis.ToString(), entry.Rule),
            }),
        ],
        Questions = [.. Missing.Select(fact => new Question(fact, Ask(fact), "", [], Missing.Length == 1))],
    };

    /// <inheritdoc/>
    public bool Equals(VisitTimeline? other) =>
        other is not null && _version == other._version && Entries.SequenceEqual(other.Entries) && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Length;

    /// <summary>Writes the entries.</summary>
    /// <returns>The entries, separated by semicolons.</returns>
    public override string ToString() => string.Join("; ", Entries);

    // Where a clock time came twice, appointment, start and arrival are read as the earlier, an end as the later.
    internal static VisitTimeline Of(VisitRules rules, VisitFacts facts, TimelineCutOff[] cutOffs)
    {
        List<TimelineEntry> entries = [.. cutOffs.Select(cutOff => new TimelineEntry(cutOff.Name, cutOff.At, TimeBasis.Planned, cutOff.Rule))];
        if (facts.Arrival is { } arrived)
        {
            entries.Add(new("arrival", arrived.Earliest, TimeBasis.Recorded, "visit.arrival"));
        }
        else if (facts is { Appointment: { } appointment, CompletedSessions: { } completed })
        {
            entries.Add(new("arrival", rules.RequiredArrival(appointment.Earliest, completed), TimeBasis.Planned, "visit.arrival"));
        }

        if ((facts.InfusionStart ?? facts.Appointment) is { } start)
        {
            entries.Add(new("start", start.Earliest, Basis(facts.InfusionStart), "visit.timeline"));
        }

        if (EndOf(facts) is { } end)
        {
            TimeBasis basis = Basis(facts.InfusionEnd);
            VisitFacts ended = facts.InfusionEnd is null ? facts with { InfusionStart = facts.InfusionStart ?? facts.Appointment } : facts;
            entries.Add(new("end", end.Latest, basis, "visit.timeline"));
            entries.Add(new("earliest-release", rules.EarliestRelease(ended, end), basis, "visit.recovery-minimum"));
            entries.Add(new("planned-release", rules.PlannedRelease(ended, end), basis, "visit.continue-monitoring"));
            entries.Add(new("residual-effects-until", end.Latest + rules.Policy.ResidualEffects, basis, "visit.residual-effects"));
            entries.Add(new("driving-restriction-end", rules.RestrictedUntil(end.Latest), basis, "visit.driving"));
        }

        return new(rules.Version, [.. entries.OrderBy(entry => entry.At)], [.. MissingFrom(facts)]);
    }

    private static TimeBasis Basis(Moment? recorded) => recorded is null ? TimeBasis.Planned : TimeBasis.Recorded;

    private static Moment? EndOf(VisitFacts facts) => facts.InfusionEnd
        ?? ((facts.InfusionStart ?? facts.Appointment) is { } start && facts.PlannedInfusion is { } planned ? Moment.At(start.Earliest + planned) : null);

    private static IEnumerable<string> MissingFrom(VisitFacts facts)
    {
        if (facts.Appointment is null && (facts.Arrival is null || facts.InfusionStart is null))
        {
            yield return "visit.appointment";
        }

        if (facts.CompletedSessions is null && facts.Arrival is null)
        {
            yield return "visit.completed-sessions";
        }

        if (facts.PlannedInfusion is null && facts.InfusionEnd is null)
        {
            yield return "visit.planned-infusion";
        }
    }

    private static string Ask(string fact) => fact switch
    {
        "visit.appointment" => "When is the appointment?",
        "visit.completed-sessions" => "How many sessions were completed before?",
        _ => "How long is the infusion planned to take?",
    };

    private Duration? Between(string from, string to) => Find(from) is { } start && Find(to) is { } end ? end.At - start.At : null;
}
