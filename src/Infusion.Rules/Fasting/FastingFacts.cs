using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>An intake of a visit, judged against one of the visit's two anchors.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Intake">The intake.</param>
/// <param name="Basis">What the fast is judged against.</param>
internal readonly record struct Taken(Visit Visit, Intake Intake, FastingBasis Basis)
{
    /// <summary>The appointment, or the actual start where that is earlier and is
    /// what the fast is judged against. Arrival is never an anchor (C6).</summary>
    public Moment? Anchor => Basis == FastingBasis.Plan || Visit.Start is not { } start ? Visit.Appointment
        : Visit.Appointment is { } appointment ? Moment.Earlier(appointment, start)
        : Moment.Between(Instant.MinValue, start.Latest);

    /// <summary>When the intake ended. "None since t" leaves every time up to t.</summary>
    public Moment? Ended => Intake.NoneSince is { } since ? Moment.Between(Instant.MinValue, since.Latest) : Intake.At;
}

/// <summary>What the fasting rules ask of an intake, each fact with the fields it is read from.</summary>
internal static class FastingFacts
{
    /// <summary>What the fast is judged against.</summary>
    public static Input<Taken, Moment?> Anchor { get; } = new(Visit.Fields.Appointment.Path, static taken => taken.Anchor);

    /// <summary>The scheduled appointment.</summary>
    public static Input<Taken, Moment?> Appointment { get; } = Visit.Fields.Appointment.In<Taken>(static taken => taken.Visit);

    /// <summary>The actual start.</summary>
    public static Input<Taken, Moment?> Start { get; } = Visit.Fields.Start.In<Taken>(static taken => taken.Visit);

    private static Input<Taken, Moment?> Ended { get; } = new(Intake.Fields.At.Path, static taken => taken.Ended);

    private static Input<Taken, StatedName?> What { get; } = Intake.Fields.What.In<Taken>(static taken => taken.Intake);

    /// <summary>How long before the anchor the intake ended.</summary>
    public static Fact<Duration> Elapsed { get; } =
        Fact.Elapsed("fasting.elapsed", "time from the intake to the anchor", "When did the intake end?").Between(Ended, Anchor);

    /// <summary>How long before the actual start it ended.</summary>
    public static Fact<Duration> BeforeStart { get; } =
        Fact.Elapsed("fasting.before-start", "time from the intake to the actual start", "When did the infusion start?")
            .Between(Ended, Start);

    /// <summary>How long before the appointment it ended, for the anesthesiologists' guideline.</summary>
    public static Fact<Duration> AsaElapsed { get; } =
        Fact.Elapsed("fasting.asa-elapsed", "time from the intake to the appointment", "When did the intake end?")
            .Between(Ended, Appointment);

    /// <summary>Which of the policy's kinds the intake is.</summary>
    /// <param name="names">The policy's names for kinds and foods.</param>
    public static Fact<string> Kind(KindNames names) =>
        Fact.Named("fasting.kind", "the intake", "What was eaten or drunk?", names.Kinds, names.Other).From(What, names.PlaceOf);

    /// <summary>Which of the guideline's kinds it is: as the record says, or as the policy says of its food or kind.</summary>
    /// <param name="names">The policy's names for kinds and foods.</param>
    public static Fact<AsaKind> AsaKind(KindNames names) =>
        Fact.Choice<AsaKind>("fasting.asa-kind", "the intake in the guideline's words", "Which of the guideline's kinds was it?")
            .By<Taken, AsaKind>(
            taken =>
                (taken.Intake.AsaKind ?? names.AsaKindOf(taken.Intake.What)) is { } kind ? FactValue.Exactly((int)kind) : FactValue.Unknown,
            What, Intake.Fields.AsaKind);

    /// <summary>When the intake ended on the clinic's clock, counted from midnight of the appointment's date.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> Clock(DateTimeZone zone) =>
        Fact.Elapsed("fasting.clock", "time of the intake after midnight of the appointment's date", "When did the intake end?")
            .Between(Appointment, Ended, (appointment, ended) => ForwardClock.EarlierReading(ended, appointment, zone)).With(zone.Id);

    /// <summary>The appointment's time of day.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> Session(DateTimeZone zone) =>
        Fact.Elapsed("fasting.session-clock", "time of the appointment after midnight", "When is the appointment?")
            .WithinADay(Appointment, zone).With(zone.Id);
}
