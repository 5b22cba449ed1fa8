using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>The times of one visit in order, each recorded, computed or planned, each with its rule.</summary>
/// <remarks>A planned end of the driving restriction is for planning and never
/// answers whether it has elapsed. Value-equal by entries. Immutable and
/// thread-safe.</remarks>
public sealed record VisitTimeline
{
    private readonly VisitRules _rules;

    private VisitTimeline(VisitRules rules, string visit, ImmutableArray<TimelineEntry> entries, ImmutableArray<string> missing) =>
        (_rules, Visit, Entries, Missing) = (rules, visit, entries, missing);

    /// <summary>The id of the visit.</summary>
    public string Visit { get; }

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

    private string Says => Missing.IsEmpty
        ? Wording.Count(Entries.Length, "time") + " of the visit"
        : Wording.Count(Entries.Length, "time") + " of the visit; others are not known yet";

    /// <summary>The timeline as data.</summary>
    /// <returns>The document, with two values for each entry: its instant and its basis.</returns>
    public DecisionDocument ToDocument() => new()
    {
        Decision = "visit.timeline",
        Subject = Visit,
        Policy = _rules.Version.Policy,
        PolicyVersion = _rules.Version.Version,
        PolicyHash = _rules.Version.ContentHash,
        TimeZones = _rules.Version.TimeZones,
        Title = DecisionWords.TitleOf("visit.timeline"),
        Says = Says,
        Status = Missing.IsEmpty ? DecisionStatus.Determined : DecisionStatus.NeedsInformation,
        Outcome = "Timeline",
        Possible = ["Timeline"],
        Summary = FormattableString.Invariant(
            $"{Wording.Sentence(Says)} {_rules.StatementsTable.Rules[0].Source}"),
        Values =
        [
            .. Entries.SelectMany(entry => new ValueDocument[]
            {
                new("visit.timeline." + entry.Name, entry.At, entry.Rule),
                new("visit.timeline." + entry.Name + ".basis", entry.Basis.ToString(), entry.Rule),
            }),
        ],
        Questions = [.. Missing.Select(fact => new Question(fact, Ask(fact), "", [], Missing.Length == 1))],
    };

    /// <inheritdoc/>
    public bool Equals(VisitTimeline? other) =>
        other is not null
            && _rules.Version == other._rules.Version && Visit == other.Visit && Entries.SequenceEqual(other.Entries)
            && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Length;

    /// <summary>Writes the entries.</summary>
    /// <returns>The entries, separated by semicolons.</returns>
    public override string ToString() => string.Join("; ", Entries);

    // Where a clock time came twice, appointment, start and arrival are read as the earlier, an end as the later.
    internal static VisitTimeline Of(
        VisitRules rules, VisitInCourse course, IEnumerable<TimelineCutOff> cutOffs, Func<Instant, IEnumerable<TimelineCutOff>> afterEnd)
    {
        Visit visit = course.Visit;
        List<TimelineEntry> entries =
        [
            .. cutOffs.Select(cutOff => new TimelineEntry(cutOff.Name, cutOff.At, TimeBasis.Planned, cutOff.Rule)),
        ];
        if (visit.Arrival is { } arrived)
        {
            entries.Add(new("arrival", arrived.Earliest, TimeBasis.Recorded, "visit.arrival"));
        }
        else if (visit.Appointment is { } appointment && course.CompletedBefore is { } completed)
        {
            Add("arrival", rules.RequiredArrival(appointment.Earliest, completed), TimeBasis.Planned, "visit.arrival");
        }

        if ((visit.Start ?? visit.Appointment) is { } start)
        {
            entries.Add(new("start", start.Earliest, Basis(visit.Start), "visit.timeline"));
        }

        if (EndOf(course) is { } end)
        {
            TimeBasis basis = visit.KnownEnd is null ? TimeBasis.Planned : TimeBasis.Computed;
            Visit ended = visit with { Start = visit.Start ?? visit.Appointment, End = end };
            entries.Add(new("end", end.Latest, visit.End is null ? basis : TimeBasis.Recorded, "visit.timeline"));
            Add("earliest-release", rules.EarliestRelease(ended), basis, "visit.recovery-minimum");
            Add("planned-release", rules.PlannedRelease(ended), basis, "visit.continue-monitoring");
            Add("residual-effects-until", end.Latest + rules.Policy.ResidualEffects, basis, "visit.residual-effects");
            Add("driving-restriction-end", rules.RestrictedUntil(end.Latest), basis, "visit.driving");
            foreach (TimelineCutOff time in afterEnd(end.Latest))
            {
                Add(time.Name, time.At, basis, time.Rule);
            }
        }

        return new(rules, visit.Id, [.. entries.OrderBy(entry => entry.At)], [.. MissingFrom(course)]);

        // What is not published is not there.
        void Add(string name, Instant? at, TimeBasis basis, string rule)
        {
            if (at is { } known)
            {
                entries.Add(new(name, known, basis, rule));
            }
        }
    }

    private static TimeBasis Basis(Moment? recorded) => recorded is null ? TimeBasis.Planned : TimeBasis.Recorded;

    private static Moment? EndOf(VisitInCourse course) => course.Visit.KnownEnd
        ?? (
            (course.Visit.Start ?? course.Visit.Appointment) is { } start && course.PlannedInfusion is { } planned
            ? Moment.At(start.Earliest + planned)
            : null);

    private static IEnumerable<string> MissingFrom(VisitInCourse course)
    {
        Visit visit = course.Visit;
        if (visit.Appointment is null && (visit.Arrival is null || visit.Start is null))
        {
            yield return "visit.appointment";
        }

        if (course.CompletedBefore is null && visit.Arrival is null)
        {
            yield return "visit.completed-sessions";
        }

        if (course.PlannedInfusion is null && visit.KnownEnd is null)
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
