using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>The clinic's maintenance rules: from when to when the next infusion fits, and what a date means.</summary>
/// <remarks>
/// <para>The window runs from the anchor plus the policy's earliest period to the anchor plus its latest, both dates included, and is
/// always counted from the one anchor: months are never added one by one (R39).</para>
/// <para>There is no window before the stage of maintenance. Immutable and thread-safe.</para>
/// </remarks>
public sealed class MaintenanceRules
{
    internal const int MostDays = 10_000;
    internal const int FactCount = 5;
    private const string OtherGrade = "another grade";
    private const int MostOrdinals = 1_000;

    private const int StageFact = 0;
    private const int PositionFact = 1;
    private const int SymptomsFact = 2;
    private const int PlanFact = 3;
    private const int GradeFact = 2;
    private const int ReliefFact = 3;
    private const int OrdinalFact = 4;

    private readonly Fact<string> _grade;

    internal MaintenanceRules(MaintenancePolicy policy, PolicyVersion version)
    {
        (Policy, Version) = (policy.Checked(), version);
        _grade = Fact.Named("maintenance.grade", "the grade of response", "How good was the response?",
            [.. policy.ResponseIntervals.Select(row => row.Grade), OtherGrade], OtherGrade);
        StatusTable = BuildStatusTable();
        FindingsTable = BuildFindingsTable();
        RecommendationTable = BuildRecommendationTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public MaintenancePolicy Policy { get; }

    /// <summary>The table that says what a date means for maintenance.</summary>
    public DecisionTable StatusTable { get; }

    /// <summary>The table of what the clinician is told beside the outcome.</summary>
    public DecisionTable FindingsTable { get; }

    /// <summary>The table that says what a recommended date rests on.</summary>
    public DecisionTable RecommendationTable { get; }

    internal PolicyVersion Version { get; }

    private static Fact<bool> Stage { get; } =
        Fact.YesNo("maintenance.stage", "the course is in maintenance", "Has the course reached maintenance?");

    private static Fact<MaintenancePosition> Position { get; } = Fact.Choice<MaintenancePosition>(
        "maintenance.position", "the place of the date in relation to the window", "When was the last completed infusion, and which date is asked about?");

    private static Fact<bool> Symptoms { get; } =
        Fact.YesNo("maintenance.symptoms", "the symptoms are back", "Are the symptoms back?");

    private static Fact<ClinicianPlan> Plan { get; } =
        Fact.Choice<ClinicianPlan>("maintenance.plan", "the interval a clinician has set", "Has a clinician set an interval?");

    private static Fact<IntervalPosition> Individual { get; } = Fact.Choice<IntervalPosition>(
        "maintenance.interval", "the individual interval against the policy's window", "When was the last completed infusion?");

    private static Fact<int> Relief { get; } =
        Fact.Count("maintenance.relief", "the time relief lasted", "How many days did relief last?", "days", 0, MostDays);

    private static Fact<int> Ordinal { get; } = Fact.Count(
        "maintenance.ordinal", "which maintenance infusion comes next", "Which maintenance infusion is the next one?", "", 1, MostOrdinals);

    /// <summary>Says what a date means for one patient's maintenance.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one, or a number is outside its range.</exception>
    /// <example><code>
    /// var decision = rules.Maintenance.On(new MaintenanceFacts
    /// {
    ///     IsInMaintenance = true,
    ///     LastCompletedInfusion = new LocalDate(2026, 1, 31),
    ///     On = new LocalDate(2026, 2, 27),
    /// });
    /// </code></example>
    public MaintenanceDecision On(MaintenanceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[FactCount];
        FillStatus(row, facts);
        Verdict status = StatusTable.Decide(row.Slice(0, StatusTable.Facts.Length));

        // The findings share every fact but the last.
        row[3] = IndividualValue(facts);
        return new(this, facts, status, FindingsTable.Decide(row.Slice(0, FindingsTable.Facts.Length)));
    }

    /// <summary>The recommended date for one patient's next infusion, where there is one.</summary>
    /// <param name="facts">What is known; the date asked about plays no part.</param>
    /// <returns>The recommendation; often <see cref="MaintenanceBasis.NotPublished"/>.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one, or a number is outside its range.</exception>
    public MaintenanceRecommendation Recommend(MaintenanceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[FactCount];
        FillRecommendation(row, facts);
        return new(this, facts, RecommendationTable.Decide(row));
    }

    /// <summary>The policy's window counted from an anchor date.</summary>
    /// <param name="anchor">The clinic-local date the window counts from.</param>
    /// <returns>The window; months are clamped to the month's end.</returns>
    public MaintenanceWindow WindowFrom(LocalDate anchor) => new(CalendarPeriods.Add(anchor, Policy.Earliest), CalendarPeriods.Add(anchor, Policy.Latest));

    /// <summary>Planned dates at one, two and more intervals, each counted from the one anchor.</summary>
    /// <param name="anchor">The clinic-local date they count from.</param>
    /// <param name="interval">The interval, such as one month.</param>
    /// <param name="count">How many dates; 0 to 1,000.</param>
    /// <returns>The dates. From January 31, monthly: February 28, March 31, April 30.</returns>
    /// <exception cref="ArgumentException">The interval is not one of whole calendar units.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside its range.</exception>
    public static ImmutableArray<LocalDate> Project(LocalDate anchor, Period interval, int count)
    {
        CalendarPeriods.Checked(interval, nameof(interval));
        return count is >= 0 and <= MostOrdinals
            ? [.. Enumerable.Range(1, count).Select(times => anchor.Plus(CalendarPeriods.Times(interval, times)))]
            : throw new ArgumentOutOfRangeException(nameof(count), "A projection has 0 to 1,000 dates.");
    }

    /// <summary>The date a patient's window counts from.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The clinic-local date; <c>null</c> while a date it needs is not known.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public LocalDate? AnchorOf(MaintenanceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        RequireOrder(facts);
        return Policy.Anchor == MaintenanceAnchor.LastCompletedInfusion ? facts.LastCompletedInfusion
            : facts is { FirstCompletedInfusion: { } first, LastCompletedInfusion: { } last } ? LocalDate.Max(first.PlusDays(6), last)
            : null;
    }

    private static void RequireOrder(MaintenanceFacts facts)
    {
        if (facts.FirstCompletedInfusion > facts.LastCompletedInfusion)
        {
            throw new ArgumentException("The first completed infusion is after the last one.", nameof(facts));
        }
    }

    /// <summary>The window that counts for a patient: the clinician's when there is one, otherwise the policy's.</summary>
    internal MaintenanceWindow? WindowOf(MaintenanceFacts facts) =>
        AnchorOf(facts) is not { } anchor ? null
        : facts.ClinicianInterval is { } individual ? new(anchor.Plus(individual.Earliest), anchor.Plus(individual.Latest))
        : Policy.IsOnDemand ? null
        : WindowFrom(anchor);

    /// <summary>The first date of maintenance on demand; <c>null</c> when the policy has none or the anchor is not known.</summary>
    internal LocalDate? OnDemandFrom(MaintenanceFacts facts) =>
        Policy.OnDemandFrom is { } from && facts.ClinicianInterval is null && AnchorOf(facts) is { } anchor ? anchor.Plus(from) : null;

    internal void FillStatus(Span<FactValue> row, MaintenanceFacts facts)
    {
        row[StageFact] = FactValue.Of(facts.IsInMaintenance);
        row[PositionFact] = PositionValue(facts);
        row[SymptomsFact] = FactValue.Of(facts.SymptomsAreBack);
        row[PlanFact] = PlanValue(facts);
    }

    internal void FillFindings(Span<FactValue> row, MaintenanceFacts facts)
    {
        row[StageFact] = FactValue.Of(facts.IsInMaintenance);
        row[PositionFact] = PositionValue(facts);
        row[SymptomsFact] = FactValue.Of(facts.SymptomsAreBack);
        row[3] = IndividualValue(facts);
    }

    internal void FillRecommendation(Span<FactValue> row, MaintenanceFacts facts)
    {
        row.Clear();
        row[StageFact] = FactValue.Of(facts.IsInMaintenance);
        row[1] = PlanValue(facts);
        row[GradeFact] = facts.ResponseGrade is not { } grade ? FactValue.Unknown
            : _grade.Value(_grade.Names.Contains(grade) ? grade : OtherGrade);
        row[ReliefFact] = facts.ReliefDays is { } days ? Relief.Value(days) : FactValue.Unknown;
        row[OrdinalFact] = facts.Ordinal is { } ordinal ? Ordinal.Value(ordinal) : FactValue.Unknown;
    }

    internal static string AnchorName(MaintenanceAnchor anchor) =>
        anchor == MaintenanceAnchor.LastCompletedInfusion ? "last completed infusion" : "end of the first week, or last completed infusion if later";

    // Where the date lies: the derived fact of the status table. The periods themselves stand as terms on its rules. Before the stage of
    // maintenance there is no window for it to lie in.
    private FactValue PositionValue(MaintenanceFacts facts)
    {
        RequireOrder(facts);
        return facts.On is not { } date || facts.IsInMaintenance == false ? FactValue.Unknown
            : WindowOf(facts) is { } window ? FactValue.Exactly((int)window.PositionOf(date))
            : OnDemandFrom(facts) is { } from ? FactValue.Exactly((int)(date < from ? MaintenancePosition.Before : MaintenancePosition.Within))
            : FactValue.Unknown;
    }

    private static FactValue PlanValue(MaintenanceFacts facts) => FactValue.Exactly((int)(
        facts.ClinicianInterval is not { } individual ? ClinicianPlan.None : individual.IsRange ? ClinicianPlan.Range : ClinicianPlan.OneInterval));

    private FactValue IndividualValue(MaintenanceFacts facts)
    {
        Period? earliest = facts.ClinicianInterval?.Earliest;
        Period? latest = facts.ClinicianInterval?.Latest;
        if (earliest is null && !Policy.OrdinalIntervals.IsEmpty)
        {
            if (facts.Ordinal is not { } ordinal)
            {
                return FactValue.Between((int)IntervalPosition.Inside, (int)IntervalPosition.Outside);
            }

            earliest = latest = Policy.OrdinalIntervals[Math.Min(Math.Max(ordinal, 1), Policy.OrdinalIntervals.Length) - 1];
        }

        if (earliest is null || latest is null)
        {
            return FactValue.Exactly((int)IntervalPosition.None);
        }

        if (AnchorOf(facts) is not { } anchor)
        {
            return FactValue.Between((int)IntervalPosition.Inside, (int)IntervalPosition.Outside);
        }

        if (Policy.IsOnDemand)
        {
            return FactValue.Exactly((int)IntervalPosition.Inside);
        }

        MaintenanceWindow window = WindowFrom(anchor);
        bool isInside = window.PositionOf(anchor.Plus(earliest)) == MaintenancePosition.Within
            && window.PositionOf(anchor.Plus(latest)) == MaintenancePosition.Within;
        return FactValue.Exactly((int)(isInside ? IntervalPosition.Inside : IntervalPosition.Outside));
    }

    private DecisionTable BuildStatusTable()
    {
        string anchor = AnchorName(Policy.Anchor);
        Term earliest = new Term.Calendar("maintenance.earliest", anchor, Policy.Earliest);
        Term latest = new Term.Calendar("maintenance.latest", anchor, Policy.Latest);
        string window = $"{Wording.Of(Policy.Earliest)} to {Wording.Of(Policy.Latest)} after the {anchor}, both dates included";
        Condition scheduled = Policy.IsOnDemand ? Stage.Is(true) & Plan.IsNot(ClinicianPlan.None) : Stage.Is(true);
        Condition onDemand = Stage.Is(true) & Plan.Is(ClinicianPlan.None);
        Condition longEnough = Policy.OnDemandFrom is null ? Condition.Always : Position.IsNot(MaintenancePosition.Before);
        IEnumerable<Rule> always =
        [
            Rule.For(MaintenanceOutcome.BeforeMaintenance, "maintenance.before-stage", Stage.Is(false),
                "Before the stage of maintenance there is no window",
                Modality.Informational, Provenance.Published, "R17", "R42"),
            Rule.For(MaintenanceOutcome.NotYetDue, "maintenance.not-yet-due", scheduled & Position.Is(MaintenancePosition.Before),
                $"Maintenance is not due before {Wording.Of(Policy.Earliest)} after the {anchor}",
                Modality.Recommended, Provenance.Inferred, "R39", "C5").PublishedIf(IsPages()) with { Terms = [earliest] },
            Rule.For(MaintenanceOutcome.InWindow, "maintenance.window", scheduled & Position.Is(MaintenancePosition.Within),
                $"One infusion fits from {window}",
                Modality.Recommended, Provenance.Published, "R39", "R42", "C5").PublishedIf(IsPages()) with { Terms = [earliest, latest] },
            Rule.For(MaintenanceOutcome.Due, "maintenance.due",
                scheduled & Position.Is(MaintenancePosition.After) & Symptoms.Is(true),
                $"Past {Wording.Of(Policy.Latest)} after the {anchor} with symptoms back, an infusion is due",
                Modality.Recommended, Provenance.Inferred, "R41", "C5").PublishedIf(IsPages()) with { Terms = [latest] },
            Rule.For(MaintenanceOutcome.DeferredWhileControlled, "maintenance.deferred",
                scheduled & Position.Is(MaintenancePosition.After) & Symptoms.Is(false),
                $"Past {Wording.Of(Policy.Latest)} after the {anchor} and still controlled, maintenance waits",
                Modality.Permitted, Provenance.Inferred, "R41", "C5").PublishedIf(IsPages()) with { Terms = [latest] },
        ];
        IEnumerable<Rule> whenAsked = !Policy.IsOnDemand ? [] :
        [
            .. Policy.OnDemandFrom is { } from
                ? (Rule[])[Rule.For(MaintenanceOutcome.NotYetDue, "maintenance.on-demand-too-early", onDemand & Position.Is(MaintenancePosition.Before),
                    $"Maintenance on demand is not given before {Wording.Of(from)} after the {anchor}",
                    Modality.Recommended, Provenance.ClinicPolicy, "clinic-policy") with { Terms = [new Term.Calendar("maintenance.on-demand-from", anchor, from)] }]
                : [],
            Rule.For(MaintenanceOutcome.Due, "maintenance.on-demand-due", onDemand & longEnough & Symptoms.Is(true),
                "Maintenance on demand is due once symptoms are back",
                Modality.Recommended, Provenance.ClinicPolicy, "clinic-policy"),
            Rule.For(MaintenanceOutcome.DeferredWhileControlled, "maintenance.on-demand-deferred", onDemand & longEnough & Symptoms.Is(false),
                "Maintenance on demand waits while symptoms are controlled",
                Modality.Permitted, Provenance.ClinicPolicy, "clinic-policy"),
        ];
        return DecisionTable.Create<MaintenanceOutcome>(
            "maintenance.status", "what a date means for maintenance", HitPolicy.Unique, [Stage, Position, Symptoms, Plan], [.. always, .. whenAsked]);

        bool IsPages() => Policy.Anchor == MaintenanceAnchor.LastCompletedInfusion
            && Policy.Earliest.Equals(Period.FromMonths(1)) && Policy.Latest.Equals(Period.FromMonths(3));
    }

    private DecisionTable BuildFindingsTable()
    {
        Condition scheduled = Policy.IsOnDemand ? Stage.Is(true) & Individual.IsNot(IntervalPosition.None) : Stage.Is(true);
        Condition hasFirstDate = Policy.OnDemandFrom is null ? scheduled : Stage.Is(true);
        return DecisionTable.Create<MaintenanceFinding>(
            "maintenance.findings",
            "what the clinician is told about maintenance",
            HitPolicy.Collect,
            [Stage, Position, Symptoms, Individual],
            [
                .. Policy.IsOnDemand
                    ? (Rule[])[]
                    : [Rule.For(MaintenanceFinding.OutsidePublishedRange, "maintenance.outside-published-range",
                        Stage.Is(true) & Individual.Is(IntervalPosition.Outside),
                        $"An individual interval outside {Wording.Of(Policy.Earliest)} to {Wording.Of(Policy.Latest)} is allowed and noted",
                        Modality.Informational, Provenance.Inferred, "R40", "C5")],
                Rule.For(MaintenanceFinding.SymptomsBeforeWindow, "maintenance.symptoms-before-window",
                    hasFirstDate & Position.Is(MaintenancePosition.Before) & Symptoms.Is(true),
                    "Symptoms that are back before the window are for a clinician to judge",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R39", "R40"),
                Rule.For(MaintenanceFinding.InductionAfterLapseNotPublished, "maintenance.induction-after-lapse",
                    scheduled & Position.Is(MaintenancePosition.After) & Symptoms.Is(true),
                    "Whether a lapse needs a new induction is not published",
                    Modality.Informational, Provenance.Inferred, "R41"),
            ]);
    }

    private DecisionTable BuildRecommendationTable()
    {
        Condition open = Stage.Is(true) & Plan.Is(ClinicianPlan.None);
        List<Rule> rules =
        [
            Rule.For(MaintenanceBasis.BeforeMaintenance, "maintenance.recommended-before-stage", Stage.Is(false),
                "Before the stage of maintenance no date is recommended",
                Modality.Informational, Provenance.Published, "R17", "R42"),
            Rule.For(MaintenanceBasis.ClinicianInterval, "maintenance.clinician-interval", Stage.Is(true) & Plan.Is(ClinicianPlan.OneInterval),
                "A clinician's interval sets the date, and goes before the window",
                Modality.ClinicianDiscretion, Provenance.Published, "R40", "C5"),
            Rule.For(MaintenanceBasis.ClinicianRange, "maintenance.clinician-range", Stage.Is(true) & Plan.Is(ClinicianPlan.Range),
                "A clinician's shortest and longest interval set the dates, and go before the window",
                Modality.ClinicianDiscretion, Provenance.Published, "R40", "C5"),
            .. MappedRules(open),
        ];
        Condition[] mapped = [.. MappedRules(open).Select(rule => rule.When)];
        if (Policy.IsOnDemand)
        {
            rules.Add(Rule.For(MaintenanceBasis.OnDemand, "maintenance.on-demand", open,
                "Maintenance is given when symptoms are back, so no date is set ahead",
                Modality.Recommended, Provenance.ClinicPolicy, "clinic-policy"));
        }
        else if (Policy.OrdinalIntervals.IsEmpty && Policy.ReliefIntervals.All(row => row.FromDays > 0))
        {
            // Ordinals, and relief from day 0, leave no case without a date.
            rules.Add(Rule.For(MaintenanceBasis.NotPublished, "maintenance.recommended-not-published", open & !new Condition.Any([.. mapped]),
                "How the response picks a date in the window is not published",
                Modality.Informational, Provenance.Inferred, "R39", "R40"));
        }

        return DecisionTable.Create<MaintenanceBasis>(
            "maintenance.recommended", "what a recommended maintenance date rests on", HitPolicy.Unique, [Stage, Plan, _grade, Relief, Ordinal], rules);
    }

    private IEnumerable<Rule> MappedRules(Condition open)
    {
        foreach (ResponseInterval row in Policy.ResponseIntervals)
        {
            yield return Mapped(MaintenanceBasis.ResponseGrade, $"maintenance.by-grade.{Kebab(row.Grade)}", open & _grade.Is(row.Grade),
                $"After a {row.Grade} response the clinic recommends {Wording.Of(row.Interval)}", row.Interval);
        }

        ReliefInterval[] relief = [.. Policy.ReliefIntervals.OrderBy(row => row.FromDays)];
        for (int index = 0; index < relief.Length; index++)
        {
            Condition from = Relief.AtLeast(relief[index].FromDays);
            yield return Mapped(MaintenanceBasis.ReliefDuration,
                FormattableString.Invariant($"maintenance.by-relief.from-{relief[index].FromDays}-days"),
                open & (index + 1 < relief.Length ? from & Relief.LessThan(relief[index + 1].FromDays) : from),
                FormattableString.Invariant($"When relief lasted {relief[index].FromDays} days or more the clinic recommends {Wording.Of(relief[index].Interval)}"),
                relief[index].Interval);
        }

        for (int index = 0; index < Policy.OrdinalIntervals.Length; index++)
        {
            yield return Mapped(MaintenanceBasis.Ordinal,
                FormattableString.Invariant($"maintenance.by-ordinal.{index + 1}"),
                open & (index + 1 < Policy.OrdinalIntervals.Length ? Ordinal.Is(index + 1) : Ordinal.AtLeast(index + 1)),
                FormattableString.Invariant($"Before maintenance infusion {index + 1} the clinic recommends {Wording.Of(Policy.OrdinalIntervals[index])}"),
                Policy.OrdinalIntervals[index]);
        }
    }

    private Rule Mapped(MaintenanceBasis basis, string id, Condition when, string says, Period interval) =>
        Rule.For(basis, id, when, says, Modality.Recommended, Provenance.ClinicPolicy, "clinic-policy") with
        {
            Terms = [new Term.Calendar("maintenance.recommended", AnchorName(Policy.Anchor), interval)],
        };

    private static string Kebab(string name) =>
        string.Concat(name.Trim().Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
}
