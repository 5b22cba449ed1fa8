using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fasting;

// The tables. Every condition about a fast stands here; the rest of the room is arithmetic.
public sealed partial class FastingRules
{
    private DecisionTable BuildIntakeTable()
    {
        IEnumerable<Rule> published = Policy.Kinds.Where(IsStatedBefore).Select(kind => Resting(kind, Rule.For(
            FastingOutcome.Violation,
            kind.Rule,
            CountsAs(kind.Id, IsStatedBefore) & new Condition.Any([.. kind.Limits.Select(Breaks)]) & !MetBeforeLateStart(kind),
            $"{kind.Name} {(kind.Name[kind.Name.Length - 1] == 's' ? "end" : "ends")} "
                + string.Join(" and ", kind.Limits.Select(limit => limit.Says)),
            Modality.Required,
            kind.Provenance,
            [.. kind.Citations])));
        return DecisionTable.Create<FastingOutcome>(
            "fasting.intake",
            "whether one intake ended early enough",
            HitPolicy.Priority,
            [Kind, FastingFacts.Elapsed, Clock, Session, FastingFacts.Basis, FastingFacts.BeforeStart],
            [
                .. published,
                .. LateStartRules(),
                Policy.OralMedicineWindow is { } window
                    ? Rule.For(FastingOutcome.ClinicianDecision, "fasting.oral-medicine",
                        IsMedicine & FastingFacts.Elapsed.LessThan(window),
                        "A sip of water with a medicine "
                            + (window > Duration.Zero ? $"within {Wording.Of(window)} of" : "after")
                            + " the appointment is for a clinician to judge",
                        Modality.ClinicianDiscretion, Provenance.Inferred).StatedBy(Policy.Stated["oralMedicineWindow"])
                    : Rule.NotPublished(FastingOutcome.NotPublished, "fasting.intake",
                        "The policy does not say how long before the appointment a sip of water with a medicine may be taken",
                        IsMedicine),
                .. _holds.Select(hold => Rule.For(FastingOutcome.ClinicianDecision, $"fasting.held-medicine.{hold.Id}",
                    Kind.Is(KindNames.HeldKind(hold)) & Ends(LimitOf(hold)),
                    $"{hold.Says}: a dose within it is for a clinician to look at, and is no violation of the fast",
                    Modality.ClinicianDiscretion, hold.Provenance, [.. hold.Citations])),
                .. UnlistedRules(),
                Rule.For(FastingOutcome.Compliant, "fasting.compliant",
                    Condition.Always,
                    "An intake that ended by its cut-off meets the fast; the cut-off itself is early enough",
                    Modality.Informational, Provenance.Inferred),
            ],
            actions: _hasClockLimits
                ? []
                : [CounterfactualAction.Raising("later-appointment", "a later appointment", FastingFacts.Elapsed)]);
    }

    private static bool IsStatedBefore(IntakeKind kind) => !kind.Limits.IsEmpty;

    private static bool IsStatedDuring(IntakeKind kind) => kind.DuringInfusion is not null;

    private static bool IsStatedAfter(IntakeKind kind) => kind.AfterEnd is not null;

    // Whether an intake is judged by what the policy states of a kind, at one of the times that a kind can state something of. A kind
    // that does not is judged like what is unlisted, but for a medicine.
    private Condition CountsAs(string id, Func<IntakeKind, bool> isStated) =>
        id == _names.Other && Policy.Kinds.Any(kind => kind.Id != id && !isStated(kind))
            ? !(IsMedicine | IsStatedFor(kind => kind.Id != id && isStated(kind)))
            : Kind.Is(id);

    private Condition IsStatedFor(Func<IntakeKind, bool> isStated) =>
        Kind.IsOneOf([.. Policy.Kinds.Where(isStated).Select(static kind => kind.Id)]);

    // It applies because of what makes other names count as the kind.
    private Rule Resting(IntakeKind kind, Rule rule) => rule.RestingOn(
        kind.Id == Policy.UnlistedCountsAs ? Policy.Stated["unlistedCountsAs"] : null,
        Policy.Foods.Any(food => food.Kind == kind.Id) ? Policy.Stated["foods"] : null);

    private static IntakeLimit LimitOf(HeldMedicine hold) => hold.From switch
    {
        HoldStart.Clock clock => new IntakeLimit.Clock(clock.Until, clock.DaysBefore),
        HoldStart.Elapsed elapsed => new IntakeLimit.Window(elapsed.Before),
        _ => throw new InvalidOperationException("There is no other start of a hold."),
    };

    private Condition IsMedicine => Kind.IsOneOf([IntakeKind.OralMedicine, .. _holds.Select(KindNames.HeldKind)]);

    private IEnumerable<Rule> LateStartRules()
    {
        if (Policy.Kinds.Any(IsMetBeforeLateStart))
        {
            yield return Rule.For(FastingOutcome.ClinicianDecision, ClinicWasLate,
                new Condition.Any(
                    [
                        .. Policy.Kinds.Where(IsMetBeforeLateStart)
                            .Select(kind => CountsAs(kind.Id, IsStatedBefore) & MetBeforeLateStart(kind)),
                    ]),
                "After the appointment, what meets its window before an actual start that late is for a clinician to judge",
                Modality.ClinicianDiscretion, Provenance.Inferred);
        }
    }

    // A clock time is of the appointment's date, and what came after the appointment came after it. One that is for other sessions alone
    // says nothing of these.
    private static bool IsMetBeforeLateStart(IntakeKind kind) =>
        kind.Limits.Any(IsBeforeAlone) && kind.Limits.All(static limit => IsBeforeAlone(limit) || limit.IsForSomeSessions);

    private static bool IsBeforeAlone(IntakeLimit limit) => limit is IntakeLimit.Window { After: null };

    // Between the appointment and an actual start that was later by the whole window.
    private Condition MetBeforeLateStart(IntakeKind kind) => !IsMetBeforeLateStart(kind)
        ? !Condition.Always
        : FastingFacts.Basis.Is(FastingBasis.AtStart) & FastingFacts.Elapsed.LessThan(Duration.Zero)
            & new Condition.All(
            [
                .. kind.Limits.Select(limit => !IsBeforeAlone(limit) ? !InSessions(limit)
                    : limit.IsForSomeSessions
                    ? !InSessions(limit) | FastingFacts.BeforeStart.AtLeast(((IntakeLimit.Window)limit).Before)
                    : FastingFacts.BeforeStart.AtLeast(((IntakeLimit.Window)limit).Before)),
                .. kind.Limits.Any(static limit => IsBeforeAlone(limit) && !limit.IsForSomeSessions) ? (Condition[])[]
                    : [new Condition.Any([.. kind.Limits.Where(IsBeforeAlone).Select(InSessions)])],
            ]);

    private IEnumerable<Rule> UnlistedRules()
    {
        if (!Policy.Kinds.Any(kind => kind.Id == _names.Other && IsStatedBefore(kind)))
        {
            ImmutableArray<IntakeLimit> limits = Policy.JudgesUnlisted;
            yield return Rule.For(FastingOutcome.ClinicianDecision, "fasting.unlisted-kind",
                CountsAs(_names.Other, IsStatedBefore) & new Condition.Any([.. limits.Select(Breaks)]),
                limits.Length == 1 && limits[0] is IntakeLimit.Window { After: null, IsForSomeSessions: false } window
                    ? $"What the clinic has no rule for goes to a clinician within {Wording.Of(window.Before)} of the appointment"
                    : "What the clinic has no rule for goes to a clinician, unless it ended in time: "
                        + $"{string.Join("; ", limits.Select(limit => limit.Says))}",
                Modality.ClinicianDiscretion, Provenance.Inferred).StatedBy(Policy.Stated["unlistedLimits"])
                .RestingOn(Policy.Stated["unlistedCountsAs"]);
        }
    }

    private DecisionTable BuildTimingTable()
    {
        // A window that also runs after the anchor judges what comes after it, too; nothing that came later was a reason to cancel.
        string[] judgedAfter = [.. Policy.Kinds.Where((_, place) => _isJudgedAfter[place]).Select(kind => kind.Id)];
        Condition isOver = FastingFacts.Elapsed.LessThan(Duration.Zero) & !Kind.IsOneOf(judgedAfter);
        Condition isAfterAppointment = !FastingFacts.Basis.Is(FastingBasis.AtStart) & isOver;
        Condition isAfterStart = FastingFacts.Basis.Is(FastingBasis.AtStart)
            & FastingFacts.BeforeStart.LessThan(Duration.Zero) & !Kind.IsOneOf(judgedAfter);
        Condition isAfterCancellation = FastingFacts.Basis.Is(FastingBasis.AtCancellation) & !isOver
            & (FastingFacts.BeforeCancellation.LessThan(Duration.Zero) | FastingFacts.BeforeJudging.LessThan(Duration.Zero));
        return DecisionTable.Create<IntakeTiming>(
            "fasting.timing",
            "whether an intake is part of the fast",
            HitPolicy.Unique,
            [
                Kind, FastingFacts.Elapsed, FastingFacts.Basis, FastingFacts.BeforeStart, FastingFacts.BeforeCancellation,
                FastingFacts.BeforeJudging,
            ],
            [
                Rule.For(IntakeTiming.Counts, "fasting.counts", !(isAfterAppointment | isAfterStart | isAfterCancellation),
                    "An intake up to the appointment, or up to the actual start, is judged",
                    Modality.Informational, Provenance.Inferred),
                Rule.For(IntakeTiming.AfterAppointment, "fasting.after-appointment", isAfterAppointment,
                    "An intake after the appointment is no part of the planned fast",
                    Modality.Informational, Provenance.Inferred),
                Rule.For(IntakeTiming.AfterStart, "fasting.after-start", isAfterStart,
                    "An intake after the actual start is no part of the fast",
                    Modality.Informational, Provenance.Inferred),
                Rule.For(IntakeTiming.AfterCancellation, "fasting.after-cancellation", isAfterCancellation,
                    "What was taken after the cancellation, or later than now, was no reason for it",
                    Modality.Informational, Provenance.Inferred),
            ]);
    }

    private static DecisionTable BuildViolationTable(Fact<string> fast) => DecisionTable.Create<FastingFinding>(
            "fasting.violation",
            "what the fast as a whole permits the clinic to do",
            HitPolicy.Collect,
            [fast, FastingFacts.WasGiven],
            [
                Rule.For(FastingFinding.CancellationPermitted, "fasting.violation",
                    fast.Is(nameof(FastingOutcome.Violation)) & FastingFacts.WasGiven.Is(false),
                    "While no infusion was given, a violation permits the clinic to cancel and to reschedule for another day; by itself it "
                    + "cancels nothing",
                    Modality.Permitted, Provenance.Published),
            ]);

    private Condition Breaks(IntakeLimit limit) => limit.IsForSomeSessions ? InSessions(limit) & Ends(limit) : Ends(limit);

    private Condition InSessions(IntakeLimit limit) => Session.AtLeast(Since(limit.SessionsFrom))
        & (limit.SessionsBefore is { } before ? Session.LessThan(Since(before)) : Condition.Always);

    private Condition Ends(IntakeLimit limit) => limit switch
    {
        IntakeLimit.Window { After: { } after } window =>
            FastingFacts.Elapsed.LessThan(window.Before) & FastingFacts.Elapsed.MoreThan(-after),
        IntakeLimit.Window window => FastingFacts.Elapsed.LessThan(window.Before),
        IntakeLimit.Clock clock => Clock.MoreThan(clock.SinceMidnight),
        _ => throw new InvalidOperationException("There is no other kind of limit."),
    };

    private static Duration Since(LocalTime time) => Duration.FromNanoseconds(time.NanosecondOfDay);

    // Exactly at the start is before the infusion, and exactly at the end after it.
    private DecisionTable BuildDuringAndAfterTable()
    {
        Condition hasBegun = FastingFacts.SinceStart.MoreThan(Duration.Zero);
        Condition isDuring = hasBegun & FastingFacts.SinceEnd.LessThan(Duration.Zero);
        Condition isAfter = hasBegun & FastingFacts.SinceEnd.AtLeast(Duration.Zero);
        return DecisionTable.Create<DuringAndAfterOutcome>(
            "fasting.during-and-after",
            "whether an intake during or after the infusion keeps to the rules",
            HitPolicy.Priority,
            [Kind, FastingFacts.SinceStart, FastingFacts.SinceEnd],
            [
                .. from kind in Policy.Kinds
                   where IsStatedDuring(kind)
                   let isAllowed = kind.DuringInfusion == IntakeAllowance.Allowed
                   select Resting(kind, Rule.For(
                       isAllowed ? DuringAndAfterOutcome.Kept : DuringAndAfterOutcome.NotAllowedDuring,
                       $"{kind.Rule}.during-infusion",
                       CountsAs(kind.Id, IsStatedDuring) & isDuring,
                       $"{kind.Name} are {(isAllowed ? "" : "not ")}allowed during the infusion",
                       isAllowed ? Modality.Permitted : Modality.Required, kind.Provenance, [.. kind.Citations])),
                .. from kind in Policy.Kinds
                   where IsStatedAfter(kind)
                   let afterEnd = kind.AfterEnd.GetValueOrDefault()
                   select Resting(kind, Rule.For(
                       DuringAndAfterOutcome.TooSoonAfter,
                       $"{kind.Rule}.after-end",
                       CountsAs(kind.Id, IsStatedAfter) & isAfter & FastingFacts.SinceEnd.LessThan(afterEnd),
                       $"{kind.Name} begin again no earlier than {Wording.Of(afterEnd)} after the infusion's end",
                       Modality.Required, kind.Provenance, [.. kind.Citations])),
                Rule.NotPublished(DuringAndAfterOutcome.NotPublished, "fasting.during-and-after",
                    "The policy says nothing of the intake at that time",
                    (isDuring & IsUnstated(IsStatedDuring)) | (isAfter & IsUnstated(IsStatedAfter))),
                Rule.For(DuringAndAfterOutcome.Kept, "fasting.during-and-after",
                    !hasBegun | (isAfter & !IsUnstated(IsStatedAfter)),
                    "What ended by the infusion's start is part of the fast, and what waits for its end is allowed once that wait is over",
                    Modality.Informational, Provenance.Inferred),
            ]);
    }

    // Whether neither a kind nor what it counts as states anything of a time.
    private Condition IsUnstated(Func<IntakeKind, bool> isStated) =>
        Policy.Kinds.Any(kind => kind.Id == _names.Other && isStated(kind)) ? IsMedicine : !IsStatedFor(isStated);

    private DecisionTable BuildAsaTable()
    {
        AsaWindow[] free = [.. Policy.AsaAdvisory.Where(static window => window.Minimum == Duration.Zero)];
        IEnumerable<Rule> minimums = Policy.AsaAdvisory.Select(window => Rule.For(
            window.Minimum == Duration.Zero ? AsaOutcome.Met : window.IsExample ? AsaOutcome.MoreTimeMayBeNeeded : AsaOutcome.Short,
            $"fasting.asa-advisory.{Wording.Kebab(window.Kind.ToString())}",
            window.Minimum == Duration.Zero
                ? AsaKind.Is(window.Kind)
                : AsaKind.Is(window.Kind) & FastingFacts.AsaElapsed.LessThan(window.Minimum),
            Advises(window),
            Modality.Recommended,
            window.Provenance,
            [.. window.Citations]));
        return DecisionTable.Create<AsaOutcome>(
            "fasting.asa",
            "how an intake compares with the anesthesiologists' guideline",
            HitPolicy.Priority,
            [AsaKind, FastingFacts.AsaElapsed],
            [
                .. minimums,
                Rule.For(AsaOutcome.Met, "fasting.asa-advisory",
                    free.Length == 0 ? Condition.Always : !AsaKind.IsOneOf([.. free.Select(static window => window.Kind)]),
                    "The guideline's minimums are shown beside the clinic's rule and never change it",
                    Modality.Informational,
                    Policy.AsaAdvisory.IsEmpty
                        ? Provenance.ClinicPolicy
                        : Policy.AsaAdvisory.Max(static window => window.Provenance),
                    [.. Policy.AsaAdvisory.SelectMany(static window => window.Citations).Distinct()]),
            ],
            actions: [CounterfactualAction.Raising("later-appointment", "a later appointment", FastingFacts.AsaElapsed)]);
    }

    private static string Advises(AsaWindow window)
    {
        string kind = Wording.Words(window.Kind.ToString()).Replace("non human", "non-human");
        return window.Minimum == Duration.Zero ? $"The guideline asks for no delay because of {kind} once it is removed"
            : window.IsExample ? $"After a {kind} the guideline gives {Wording.Of(window.Minimum)} or more as an example"
            : $"The guideline's minimum after {kind} is {Wording.Of(window.Minimum)}";
    }
}
