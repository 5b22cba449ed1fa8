using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>Something eaten or drunk, or the statement that nothing was.</summary>
/// <remarks>What is not known stays unknown: a <c>null</c> kind may be any kind, a <c>null</c> time any time.</remarks>
public sealed record Intake
{
    private readonly bool _hasTime;
    private readonly Moment _at;

    private Intake(string? kind, AsaKind? asaKind, Moment? at, Instant? noneSince) =>
        (Kind, AsaKind, _hasTime, _at, NoneSince) = (kind, asaKind, at is not null, at.GetValueOrDefault(), noneSince);

    /// <summary>The id of the policy's intake kind or food, <see cref="IntakeKind.OralMedicine"/>, or any other name for an unlisted one;
    /// <c>null</c> when it is not known what it was.</summary>
    public string? Kind { get; }

    /// <summary>The guideline's kind; <c>null</c> when not known, or when the food itself says it.</summary>
    public AsaKind? AsaKind { get; }

    /// <summary>When it ended; <c>null</c> when not known or when nothing was taken.</summary>
    public Moment? At => _hasTime ? _at : null;

    /// <summary>Nothing of this kind (of any kind, when <see cref="Kind"/> is <c>null</c>) was taken after this instant.</summary>
    public Instant? NoneSince { get; }

    /// <summary>How many readings of its time are judged apart; 1 when no time is known.</summary>
    internal int ReadingCount => _at.ReadingCount;

    /// <summary>Something that was eaten or drunk.</summary>
    /// <param name="kind">What it was; <c>null</c> when not known.</param>
    /// <param name="at">When it ended; <c>null</c> when not known.</param>
    /// <param name="asaKind">The guideline's kind; <c>null</c> when not known.</param>
    /// <returns>The intake.</returns>
    public static Intake Of(string? kind, Moment? at, AsaKind? asaKind = null) => new(kind, asaKind, at, null);

    /// <summary>The statement that nothing of a kind was taken after an instant.</summary>
    /// <param name="kind">The kind; <c>null</c> for nothing at all.</param>
    /// <param name="since">The instant; an intake exactly then is possible.</param>
    /// <returns>The statement.</returns>
    public static Intake None(string? kind, Instant since) => new(kind, null, null, since);

    /// <summary>The elapsed time from one reading of it to an anchor. "None since t" leaves every time up to t.</summary>
    internal FactValue ElapsedTo(in Moment anchor, int reading) =>
        _hasTime && !_at.IsRepeatedTime ? _at.ElapsedTo(in anchor) : Rarely(in anchor, reading);

    // Apart from the above, because copies of moments would cost every intake.
    private FactValue Rarely(in Moment anchor, int reading) =>
        NoneSince is { } since ? Moment.Between(Instant.MinValue, since).ElapsedTo(in anchor)
        : _hasTime ? _at.Reading(reading).ElapsedTo(in anchor)
        : FactValue.Unknown;

    /// <summary>Says which parts are known, never their values.</summary>
    /// <returns>"intake: kind, time".</returns>
    public override string ToString() =>
        $"intake: {(Kind is null ? "kind unknown" : "kind")}, {(NoneSince is not null ? "none since" : At is null ? "time unknown" : "time")}";
}
