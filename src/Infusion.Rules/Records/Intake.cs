using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>Something eaten or drunk, or the statement that nothing was.</summary>
/// <remarks>What is not known stays unknown: a <c>null</c> name may be anything,
/// a <c>null</c> time any time. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Intake.Json))]
public sealed record Intake : IEntry
{
    private Intake()
    {
    }

    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>What it was, as the policy or a person names it; <c>null</c> when it is not known.</summary>
    /// <remarks>The name of a kind or a food of the policy in any spelling of case and
    /// blanks, "oral-medicine" for a sip of water with a medicine, or any other.</remarks>
    public StatedName? What { get; private init; }

    /// <summary>When it ended; <c>null</c> when not known or when nothing was taken.</summary>
    public Moment? At { get; private init; }

    /// <summary>The anesthesiologists' kind; <c>null</c> when not known, or when the food itself says it.</summary>
    public AsaKind? AsaKind { get; private init; }

    /// <summary>Nothing of that name (nothing at all, when there is none) was taken after this time.</summary>
    public Moment? NoneSince { get; private init; }

    /// <summary>When <see cref="NoneSince"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? NoneSinceSaidAt { get; init; }

    /// <summary>Something that was eaten or drunk.</summary>
    /// <param name="what">What it was; <c>null</c> when not known.</param>
    /// <param name="at">When it ended; <c>null</c> when not known.</param>
    /// <param name="asaKind">The anesthesiologists' kind; <c>null</c> when not known.</param>
    /// <returns>The intake.</returns>
    public static Intake Of(StatedName? what, Moment? at, AsaKind? asaKind = null) => new() { What = what, At = at, AsaKind = asaKind };

    /// <summary>The statement that nothing was taken after a time.</summary>
    /// <param name="what">What was not; <c>null</c> for nothing at all.</param>
    /// <param name="since">The time; an intake exactly then is possible.</param>
    /// <returns>The statement.</returns>
    public static Intake None(StatedName? what, Moment since) => new() { What = what, NoneSince = since };

    /// <inheritdoc/>
    public bool Equals(Intake? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => What.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"intake: what, at".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Intake> All { get; } = new("intake", static () => new());

        public static Field<Intake, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static intake => intake.Entry, static (intake, value) => intake with { Entry = value });

        public static Field<Intake, StatedName?> What { get; } = All.Maybe("what", RecordFormats.Name,
            "What was eaten or drunk?", static intake => intake.What, static (intake, value) => intake with { What = value });

        public static Field<Intake, Moment?> At { get; } = All.Maybe("at", RecordFormats.Moment,
            "When did the intake end?", static intake => intake.At, static (intake, value) => intake with { At = value });

        public static Field<Intake, AsaKind?> AsaKind { get; } = All.Maybe("guidelineKind", Formats.Enum<AsaKind>(),
            "Which of the guideline's kinds was it?",
            static intake => intake.AsaKind, static (intake, value) => intake with { AsaKind = value });

        public static Field<Intake, Moment?> NoneSince { get; } = All.Maybe("noneSince", RecordFormats.Moment,
            "Since when was nothing taken?",
            static intake => intake.NoneSince, static (intake, value) => intake with { NoneSince = value });

        public static Field<Intake, Instant?> NoneSinceSaidAt { get; } =
            All.SaidAt(
                NoneSince, static intake => intake.NoneSinceSaidAt, static (intake, value) => intake with { NoneSinceSaidAt = value });

        static Fields()
        {
            All.Holds(At, static intake => intake is not { At: not null, NoneSince: not null },
                "an intake and the statement of none in one", "at, or noneSince");
        }
    }

    private sealed class Json() : FormatJsonConverter<Intake>(Fields.All.Format);
}
