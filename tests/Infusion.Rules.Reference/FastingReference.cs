using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 3: fasting under the published windows, and the ASA profile beside it.</summary>
public static class FastingReference
{
    public const int SolidHours = 4;
    public const int ClearHours = 2;

    /// <summary>What the published rule tells apart. Milk, cream, pulp and alcohol make a drink non-clear.</summary>
    public enum Kind { Solid, NonClearLiquid, ClearLiquid, MedicineWithSip, Unlisted }

    /// <summary>What the ASA profile tells apart.</summary>
    public enum AsaKind { ClearLiquid, BreastMilk, InfantFormula, NonHumanMilk, LightMeal, FattyMeal, ChewingGum }

    /// <summary>From least to most cautious. An intake after the appointment (in the plan), after the start or after the cancellation is
    /// set aside.</summary>
    public enum Verdict { Compliant, AfterAppointment, AfterStart, AfterCancellation, ClinicianDecision, Violation }

    public enum LocalTimeProblem { None, Skipped, Repeated }

    /// <summary>When the intake was: both ends included; no earliest end is "none since the latest"; neither end is unknown.</summary>
    public sealed record When(Instant? Earliest, Instant? Latest)
    {
        public static When At(Instant instant) => new(instant, instant);

        public static When Between(Instant earliest, Instant latest) => new(earliest, latest);

        public static When NoneSince(Instant instant) => new(null, instant);

        public static When Unknown() => new(null, null);
    }

    public sealed record Intake(Kind Kind, When When);

    /// <param name="ShortBy">How much of the window is missing; zero unless it is a violation.</param>
    public sealed record Result(Verdict Verdict, Duration ShortBy);

    public sealed record AsaResult(bool MeetsMinimum, Duration ShortBy, bool MoreMayBeNeeded);

    /// <summary>Whether a drink counts as clear.</summary>
    public static Kind DrinkKind(bool seeThrough, bool milkCreamOrPulp, bool alcohol)
    {
        if (alcohol)
            return Kind.NonClearLiquid;

        if (milkCreamOrPulp)
            return Kind.NonClearLiquid;

        return seeThrough ? Kind.ClearLiquid : Kind.NonClearLiquid;
    }

    // ---- any clinic's kinds ----

    /// <summary>A limit of a kind: so long before the anchor, by a clock time of a day before the appointment's, and so long after the
    /// appointment. It may be for the appointments of one part of the day alone.</summary>
    public sealed record Limit(
        Duration? Before, Duration? After = null, LocalTime? Until = null, int DaysBefore = 0, LocalTime? SessionsFrom = null,
        LocalTime? SessionsBefore = null);

    /// <param name="Limits">All of them hold.</param>
    /// <param name="IsForClinician">What is inside of it is for a clinician, and no violation.</param>
    public sealed record Rule(IReadOnlyList<Limit> Limits, bool IsForClinician = false)
    {
        public static Rule Window(int hours) => new([new(Duration.FromHours(hours))]);
    }

    /// <summary>The rule of a kind by its name: one of the clinic's list, the sip with a medicine, a medicine that is held, or else what is
    /// in no list.</summary>
    public static Rule RuleOf(string kind, ReferencePolicy policy)
    {
        if (policy.Kinds.TryGetValue(kind, out var listed))
            return listed;

        if (kind == "oral-medicine")
            return new([new(policy.SipWithMedicine)], IsForClinician: true);

        foreach (var hold in policy.Holds)
        {
            if (kind == $"held-{hold.Id}")
                return new([hold.Limit, new(Duration.Zero)], IsForClinician: true);
        }

        if (policy.UnlistedCountsAs is { } other)
            return policy.Kinds[other];

        // Clear of the strictest is clear of all.
        return policy.Unlisted ?? new(
            policy.Kinds.Values.SelectMany(one => one.Limits).Append(new(Duration.Zero)).ToList(), IsForClinician: true);
    }

    /// <summary>One intake by the hours to its anchor and the clinic's clock, counted from midnight of the appointment's date.</summary>
    /// <param name="toStart">To the actual start, where that is judged and came after the appointment.</param>
    public static Verdict Judge(Rule rule, Duration toAnchor, Duration clock, LocalTime? session, Duration? toStart = null)
    {
        var limits = rule.Limits.Where(one => IsFor(one, session)).ToList();
        if (limits.All(one => Meets(one, toAnchor, clock)))
            return Verdict.Compliant;

        if (rule.IsForClinician)
            return Verdict.ClinicianDecision;

        // Between the appointment and a late start, unless the time after the appointment has a limit of its own.
        if (toStart is { } untilStart && toAnchor < Duration.Zero
            && limits.All(one => one.After is null && Meets(one, untilStart, clock)))
            return Verdict.ClinicianDecision;

        return Verdict.Violation;
    }

    // A time before the day is none of it, and in neither part.
    private static bool IsFor(Limit limit, LocalTime? session) => session is null
        ? limit is { SessionsFrom: null, SessionsBefore: null }
        : (limit.SessionsFrom is not { } from || session >= from) && (limit.SessionsBefore is not { } before || session < before);

    private static bool Meets(Limit limit, Duration elapsed, Duration clock)
    {
        if (limit.Before is { } window && elapsed < window && !(elapsed < Duration.Zero && limit.After is { } after && -elapsed >= after))
            return false;

        return limit.Until is not { } until
            || clock <= Duration.FromNanoseconds(until.NanosecondOfDay) - Duration.FromHours(24 * limit.DaysBefore);
    }

    /// <summary>Whether what came after the appointment is still part of the fast.</summary>
    public static bool HasLimitAfter(Rule rule) => rule.Limits.Any(one => one.After is not null);

    // ---- one intake ----

    /// <summary>Against the scheduled appointment; the actual start is not one of its facts. What came after it is set aside.</summary>
    public static Result Plan(Kind kind, Instant intake, Instant appointment)
    {
        if (ClinicClock.ElapsedNanoseconds(appointment, intake) > 0)
            return new Result(Verdict.AfterAppointment, Duration.Zero);

        return Against(kind, intake, appointment);
    }

    /// <summary>
    /// Against the earlier of appointment and actual start; an intake after the actual start is set aside. One between the two
    /// is a violation, unless the clinic was so late that it meets its window before the start: then a clinician decides.
    /// </summary>
    public static Result AtStart(Kind kind, Instant intake, Instant appointment, Instant actualStart)
    {
        if (ClinicClock.ElapsedNanoseconds(actualStart, intake) > 0)
            return new Result(Verdict.AfterStart, Duration.Zero);

        if (ClinicClock.ElapsedNanoseconds(appointment, intake) > 0)
        {
            if (ClinicClock.ElapsedNanoseconds(intake, actualStart) >= ClinicClock.Hours(WindowHours(kind)))
                return new Result(Verdict.ClinicianDecision, Duration.Zero);
        }

        return Against(kind, intake, Anchor(appointment, actualStart));
    }

    /// <summary>The plan for the clinic's reason to cancel: what was taken after the cancellation cannot have been it.</summary>
    public static Result AtCancellation(Kind kind, Instant intake, Instant appointment, Instant cancelled)
    {
        if (ClinicClock.ElapsedNanoseconds(appointment, intake) > 0)
            return new Result(Verdict.AfterAppointment, Duration.Zero);

        if (ClinicClock.ElapsedNanoseconds(cancelled, intake) > 0)
            return new Result(Verdict.AfterCancellation, Duration.Zero);

        return Against(kind, intake, appointment);
    }

    public static Instant Anchor(Instant appointment, Instant actualStart) =>
        ClinicClock.ElapsedNanoseconds(actualStart, appointment) > 0 ? actualStart : appointment;

    public static Duration Window(Kind kind) => Duration.FromHours(WindowHours(kind));

    /// <summary>The last instant at which an intake of this kind still meets the window.</summary>
    public static Instant CutOff(Kind kind, Instant anchor) => ClinicClock.AddHours(anchor, -WindowHours(kind));

    // ---- partly known times ----

    public static IReadOnlySet<Verdict> PossiblePlan(Intake intake, Instant appointment) =>
        Moments(intake, appointment, null).Select(m => Plan(intake.Kind, m, appointment).Verdict).ToHashSet();

    public static IReadOnlySet<Verdict> PossibleAtCancellation(Intake intake, Instant appointment, Instant cancelled) =>
        Moments(intake, appointment, cancelled)
            .Select(m => AtCancellation(intake.Kind, m, appointment, cancelled).Verdict)
            .ToHashSet();

    public static IReadOnlySet<Verdict> PossibleAtStart(Intake intake, Instant appointment, Instant actualStart) =>
        Moments(intake, Anchor(appointment, actualStart), actualStart)
            .Select(m => AtStart(intake.Kind, m, appointment, actualStart).Verdict)
            .ToHashSet();

    /// <summary>
    /// A list of intakes: the most cautious one decides; those after the start are set aside. An incomplete list may hold
    /// one more intake, of any kind and time.
    /// </summary>
    public static IReadOnlySet<Verdict> Fold(IEnumerable<IReadOnlySet<Verdict>> intakes, bool listIsComplete)
    {
        var items = intakes.Select(SetAside).ToList();
        if (!listIsComplete)
            items.Add(new HashSet<Verdict> { Verdict.Compliant, Verdict.ClinicianDecision, Verdict.Violation });

        return Completions.PossibleMostCautious(Verdict.Compliant, items);
    }

    public static IReadOnlySet<Verdict> PossiblePlan(IEnumerable<Intake> intakes, bool listIsComplete, Instant appointment) =>
        Fold(intakes.Select(i => PossiblePlan(i, appointment)), listIsComplete);

    public static IReadOnlySet<Verdict> PossibleAtStart(
        IEnumerable<Intake> intakes, bool listIsComplete, Instant appointment, Instant actualStart) =>
        Fold(intakes.Select(i => PossibleAtStart(i, appointment, actualStart)), listIsComplete);

    // ---- what to do about it ----

    /// <summary>A violation permits the clinic to cancel while no infusion was given; it cancels nothing.</summary>
    public static bool CancellationPermitted(Verdict verdict, bool infusionWasGiven) => verdict == Verdict.Violation && !infusionWasGiven;

    /// <summary>
    /// The earliest appointment for which every recorded intake of a published kind meets its window: the latest of intake
    /// plus window, an interval counted at its later end. Null without such an intake, or when one has no known later end.
    /// </summary>
    public static Instant? EarliestAppointment(IEnumerable<Intake> intakes, Instant appointment)
    {
        Instant? earliest = null;
        foreach (var intake in intakes)
        {
            if (!HasPublishedWindow(intake.Kind))
                continue;

            if (intake.When.Latest is not { } latest)
                return null;

            // What came after the appointment is no part of the fast; what may have come before it came at the latest then.
            if (intake.When.Earliest is { } first && ClinicClock.ElapsedNanoseconds(appointment, first) > 0)
                continue;

            if (ClinicClock.ElapsedNanoseconds(appointment, latest) > 0)
                latest = appointment;

            var ready = ClinicClock.AddHours(latest, WindowHours(intake.Kind));
            if (earliest is null || ClinicClock.ElapsedNanoseconds(earliest.Value, ready) > 0)
                earliest = ready;
        }

        return earliest;
    }

    public static bool HasPublishedWindow(Kind kind) => kind is Kind.Solid or Kind.NonClearLiquid or Kind.ClearLiquid;

    // ---- the ASA profile, an advisory that never changes the published verdict ----

    public static int AsaMinimumHours(AsaKind kind) => kind switch
    {
        AsaKind.ClearLiquid => 2,
        AsaKind.BreastMilk => 4,
        AsaKind.InfantFormula => 6,
        AsaKind.NonHumanMilk => 6,
        AsaKind.LightMeal => 6,
        AsaKind.FattyMeal => 8,
        AsaKind.ChewingGum => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static AsaResult AsaAdvisory(AsaKind kind, Instant intake, Instant anchor, ReferencePolicy? policy = null)
    {
        policy ??= ReferencePolicy.Published;

        // Gum asks for no delay: once it is out, whenever that was, nothing is missing.
        if (policy.Asa[kind] == Duration.Zero)
            return new AsaResult(true, Duration.Zero, false);

        var missing = (Int128)policy.Asa[kind].ToInt64Nanoseconds() - ClinicClock.ElapsedNanoseconds(intake, anchor);
        var moreMayBeNeeded = policy.AsaExamples.Contains(kind);
        if (missing > 0)
            return new AsaResult(false, ClinicClock.ToDuration(missing), moreMayBeNeeded);

        return new AsaResult(true, Duration.Zero, moreMayBeNeeded);
    }

    // ---- times as the clinic's clock showed them ----

    public static LocalTimeProblem Problem(LocalDateTime local) => ClinicClock.InstantsOf(local).Count switch
    {
        0 => LocalTimeProblem.Skipped,
        1 => LocalTimeProblem.None,
        _ => LocalTimeProblem.Repeated,
    };

    /// <summary>The plan verdicts of an intake and an appointment told in local
    /// time: one per pair of readings. Skipped is an error.</summary>
    public static IReadOnlySet<Verdict> PlanFromLocal(Kind kind, LocalDateTime intake, LocalDateTime appointment)
    {
        var intakes = ClinicClock.InstantsOf(intake);
        var appointments = ClinicClock.InstantsOf(appointment);
        if (intakes.Count == 0)
            throw new ArgumentException("The clock skipped this time.", nameof(intake));

        if (appointments.Count == 0)
            throw new ArgumentException("The clock skipped this time.", nameof(appointment));

        HashSet<Verdict> verdicts = [];
        foreach (var i in intakes)
        {
            foreach (var a in appointments)
                verdicts.Add(Plan(kind, i, a).Verdict);
        }

        return verdicts;
    }

    /// <summary>The more cautious reading of a repeated time: the later for an intake.</summary>
    public static Instant CautiousIntake(LocalDateTime local) => ClinicClock.InstantsOf(local)[^1];

    /// <summary>The more cautious reading of a repeated time: the earlier for an appointment, start or arrival.</summary>
    public static Instant CautiousAppointment(LocalDateTime local) => ClinicClock.InstantsOf(local)[0];

    private static int WindowHours(Kind kind) => kind switch
    {
        Kind.Solid => SolidHours,
        Kind.NonClearLiquid => SolidHours,
        Kind.ClearLiquid => ClearHours,
        Kind.MedicineWithSip => ClearHours,
        Kind.Unlisted => 4, // the strictest published window
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static Result Against(Kind kind, Instant intake, Instant anchor)
    {
        var fasted = ClinicClock.ElapsedNanoseconds(intake, anchor);
        var window = ClinicClock.Hours(WindowHours(kind));

        // Exactly the window is enough.
        if (fasted >= window)
            return new Result(Verdict.Compliant, Duration.Zero);

        // The page does not say what a sip with a medicine, or a kind it does not name, means inside the window.
        if (kind == Kind.MedicineWithSip)
            return new Result(Verdict.ClinicianDecision, Duration.Zero);

        if (kind == Kind.Unlisted)
            return new Result(Verdict.ClinicianDecision, Duration.Zero);

        return new Result(Verdict.Violation, ClinicClock.ToDuration(window - fasted));
    }

    private static IReadOnlySet<Verdict> SetAside(IReadOnlySet<Verdict> one) =>
        one.Select(v => v is Verdict.AfterStart or Verdict.AfterAppointment or Verdict.AfterCancellation ? Verdict.Compliant : v)
            .ToHashSet();

    /// <summary>Moments enough to meet every verdict an intake at a partly known
    /// time can have: its ends and both sides of each cut point.</summary>
    private static List<Instant> Moments(Intake intake, Instant anchor, Instant? actualStart)
    {
        var cutOff = CutOff(intake.Kind, anchor);
        List<Instant> candidates =
        [
            ClinicClock.AddHours(cutOff, -24), cutOff, ClinicClock.Add(cutOff, 1), anchor, ClinicClock.Add(anchor, 1),
            ClinicClock.AddHours(anchor, 24),
        ];
        if (actualStart is { } start)
        {
            candidates.Add(start);
            candidates.Add(ClinicClock.Add(start, 1));
            candidates.Add(ClinicClock.AddHours(start, 24));
            candidates.Add(ClinicClock.AddHours(start, -WindowHours(intake.Kind)));
            candidates.Add(ClinicClock.Add(ClinicClock.AddHours(start, -WindowHours(intake.Kind)), 1));
        }

        if (intake.When.Earliest is { } earliest)
        {
            candidates.RemoveAll(c => ClinicClock.ElapsedNanoseconds(earliest, c) < 0);
            candidates.Add(earliest);
        }

        if (intake.When.Latest is { } latest)
        {
            candidates.RemoveAll(c => ClinicClock.ElapsedNanoseconds(c, latest) < 0);
            candidates.Add(latest);
        }

        return candidates;
    }
}
