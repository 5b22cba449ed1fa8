using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>An intake of a visit, recorded or possible, judged on one of the bases.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Intake">The intake.</param>
/// <param name="Basis">What the fast is judged against.</param>
/// <param name="Ended">When it ended, as far as everything on record leaves it open.</param>
/// <param name="Statement">The statement of none that leaves room for it; <c>null</c> for any other.</param>
internal readonly record struct Taken(Visit Visit, Intake Intake, FastingBasis Basis, Moment? Ended, Intake? Statement = null);

/// <summary>What the fasting rules ask of an intake, each fact with the fields it is read from.</summary>
internal static class FastingFacts
{
    /// <summary>The scheduled appointment.</summary>
    public static Input<Taken, Moment?> Appointment { get; } =
        new(Visit.Fields.Appointment.Path, static taken => taken.Visit.Appointment) { Asks = Visit.Fields.Appointment.Ask };

    /// <summary>The actual start, which is no fact of the plan.</summary>
    public static Input<Taken, Moment?> Start { get; } = new(
        Visit.Fields.Start.Path, static taken => taken.Basis == FastingBasis.AtStart ? taken.Visit.Start : null)
    { Asks = Visit.Fields.Start.Ask };

    /// <summary>When the appointment was cancelled, which matters only to what the cancellation rests on.</summary>
    public static Input<Taken, Moment?> CancelledAt { get; } = new(
        Cancellation.Fields.At.Path,
        static taken => taken.Basis == FastingBasis.AtCancellation ? taken.Visit.CancellationInForce?.At : null)
    { Asks = Cancellation.Fields.At.Ask };

    private static Input<Taken, Moment?> Ended { get; } =
        new(Intake.Fields.At.Path, static taken => taken.Ended) { Asks = Intake.Fields.At.Ask };

    private static Input<Taken, Moment?> End { get; } =
        new(Visit.Fields.End.Path, static taken => taken.Visit.PossibleEnd) { Asks = Visit.Fields.End.Ask };

    private static Input<Taken, StatedName?> What { get; } = Intake.Fields.What.In<Taken>(static taken => taken.Intake);

    /// <summary>Which of the decisions it is.</summary>
    public static Fact<FastingBasis> Basis { get; } = Fact.Choice<FastingBasis>(
        "fasting.basis", "what the fast is judged against", "Is the plan judged, the start or the cancellation?")
        .From(new Input<Taken, FastingBasis?>(Visit.Fields.Intakes.Path, static taken => taken.Basis));

    /// <summary>How long before the anchor the intake ended: the appointment, or
    /// the actual start where that is judged and is earlier. Arrival is never an anchor (C6).</summary>
    public static Fact<Duration> Elapsed { get; } =
        Fact.Elapsed("fasting.elapsed", "time before the appointment or an earlier start", "When did the intake end?")
            .FromBothSides().BetweenEarlier(Ended, Appointment, Start);

    /// <summary>How long before the actual start it ended.</summary>
    public static Fact<Duration> BeforeStart { get; } =
        Fact.Elapsed("fasting.before-start", "time from the intake to the actual start", "When did the infusion start?")
            .Between(Ended, Start);

    /// <summary>How long before the cancellation it ended.</summary>
    public static Fact<Duration> BeforeCancellation { get; } =
        Fact.Elapsed("fasting.before-cancellation", "time from the intake to the cancellation", "When was the appointment cancelled?")
            .Between(Ended, CancelledAt);

    /// <summary>How long before the instant of judging it ended; as long as can be where no instant is given.</summary>
    public static Fact<Duration> BeforeJudging { get; } =
        Fact.Elapsed("fasting.before-judging", "time from the intake to now", "When did the intake end?")
            .Since(Ended, static (ended, at) => Fact.Nanoseconds(at == default ? Duration.MaxValue : at - ended));

    /// <summary>How long before the appointment it ended, for the anesthesiologists' guideline.</summary>
    public static Fact<Duration> AsaElapsed { get; } =
        Fact.Elapsed("fasting.asa-elapsed", "time from the intake to the appointment", "When did the intake end?")
            .Between(Ended, Appointment);

    /// <summary>Whether the infusion was given, or is being given: a start is recorded.</summary>
    public static Fact<bool> WasGiven { get; } =
        Fact.YesNo("fasting.given", "an infusion was given", "Was an infusion given?")
            .From(new Input<Visit, bool?>(Visit.Fields.Start.Path, static visit => visit.Start is not null));

    /// <summary>How long after the infusion's start it ended; zero and below is before the infusion.</summary>
    public static Fact<Duration> SinceStart { get; } =
        Fact.Elapsed("fasting.since-start", "time from the infusion's start to the intake", "When did the infusion start?")
            .Between(Start, Ended);

    /// <summary>How long after the infusion's end it ended, or after the infusion was broken off; below zero is before that.</summary>
    public static Fact<Duration> SinceEnd { get; } =
        Fact.Elapsed("fasting.since-end", "time from the infusion's end to the intake", "When did the infusion end?")
            .FromBothSides().Between(End, Ended);

    /// <summary>The planned fast as a whole.</summary>
    /// <param name="plan">How it is judged.</param>
    public static Fact<string> Fast(Judgement<Visit> plan) =>
        Fact.Linked("fasting.fast", "the fast as a whole", "What was eaten and drunk, and when?", plan.Table).From(plan.Linked())
            .KnownThrough("fasting.timing");

    /// <summary>Which of the policy's kinds the intake is.</summary>
    /// <param name="names">The policy's names for kinds and foods.</param>
    public static Fact<string> Kind(KindNames names) =>
        Fact.Named("fasting.kind", "the intake", "What was eaten or drunk?", names.Kinds, names.Other).From(What, names.PlaceOf)
            .Called(names.Names, said => names.PlaceOf(StatedName.Of(said)));

    /// <summary>Which of the guideline's kinds it is: as the record says, or as the policy says of its food or kind.</summary>
    /// <param name="names">The policy's names for kinds and foods.</param>
    public static Fact<AsaKind> AsaKind(KindNames names) =>
        Fact.Choice<AsaKind>("fasting.asa-kind", "the intake in the guideline's words", "Which of the guideline's kinds was it?")
            .By<Taken, AsaKind>(
            taken =>
                (taken.Intake.AsaKind ?? names.AsaKindOf(taken.Intake.What)) is { } kind ? FactValue.Exactly((int)kind) : FactValue.Unknown,
            What, Intake.Fields.AsaKind).Called(names.Names, said => (int?)names.AsaKindOf(StatedName.Of(said)) ?? -1);

    /// <summary>When the intake ended on the clinic's clock, counted from midnight of the appointment's date.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> Clock(DateTimeZone zone) =>
        Fact.Clock("fasting.clock", "time of the intake on the clinic's clock", "When did the intake end?")
            .Between(Appointment, Ended, (appointment, ended) => ForwardClock.EarlierReading(ended, appointment, zone)).With(zone.Id);

    /// <summary>The appointment's time of day.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> Session(DateTimeZone zone) =>
        Fact.Clock("fasting.session-clock", "time of the appointment on the clinic's clock", "When is the appointment?")
            .FromBothSides().WithinADay(Appointment, zone).With(zone.Id);
}
