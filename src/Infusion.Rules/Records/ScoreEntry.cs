using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Records;

/// <summary>A score on record.</summary>
/// <remarks>Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ScoreEntry.Json))]
public sealed record ScoreEntry : IEntry
{
    private ScoreEntry()
    {
    }

    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>The group of conditions it is about.</summary>
    public ConditionCategory Condition { get; private init; }

    /// <summary>The instrument.</summary>
    public Instrument Instrument { get; private init; }

    /// <summary>The score in the instrument's points.</summary>
    public decimal Points { get; private init; }

    /// <summary>When it was taken.</summary>
    public Moment At { get; private init; }

    /// <summary>What the score is of, such as the worst pain; <c>null</c> when that was not written down. Only equal ones are
    /// compared.</summary>
    public ScoreBasis? Basis { get; init; }

    /// <summary>The answer to item 9 of a PHQ-9, 0 to 3 and no more than its points; <c>null</c> when it was not written down.</summary>
    public int? Item9 { get; init; }

    /// <summary>The points with their instrument.</summary>
    public Score Score => Score.Of(Instrument, Points);

    /// <summary>A score that was taken.</summary>
    /// <param name="condition">The group of conditions it is about.</param>
    /// <param name="score">The score.</param>
    /// <param name="at">When it was taken.</param>
    /// <returns>The entry.</returns>
    public static ScoreEntry Of(ConditionCategory condition, Score score, Moment at) =>
        new() { Condition = condition, Instrument = score.Instrument, Points = score.Points, At = at };

    /// <inheritdoc/>
    public bool Equals(ScoreEntry? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Points.GetHashCode();

    /// <summary>Writes the instrument, never the score.</summary>
    /// <returns>"PainNrs score".</returns>
    public override string ToString() => $"{Instrument} score";

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<ScoreEntry> All { get; } = new("score", static () => new());

        public static Field<ScoreEntry, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<ScoreEntry, ConditionCategory> Condition { get; } = All.Required("condition", Formats.Enum<ConditionCategory>(),
            "Which condition is it about?", static entry => entry.Condition, static (entry, value) => entry with { Condition = value });

        public static Field<ScoreEntry, Instrument> Instrument { get; } = All.Required("instrument", Formats.Enum<Instrument>(),
            "On which instrument is it?", static entry => entry.Instrument, static (entry, value) => entry with { Instrument = value });

        public static Field<ScoreEntry, decimal> Points { get; } = All.Required("points", Formats.Decimal(0, 80, 4, "points"),
            "What is the score?", static entry => entry.Points, static (entry, value) => entry with { Points = value });

        public static Field<ScoreEntry, Moment> At { get; } = All.Required("at", RecordFormats.Moment,
            "When was it taken?", static entry => entry.At, static (entry, value) => entry with { At = value });

        public static Field<ScoreEntry, ScoreBasis?> Basis { get; } = All.Maybe("basis", Formats.Enum<ScoreBasis>(),
            "What is the score of: now, on average, at worst, at rest or on movement?",
            static entry => entry.Basis, static (entry, value) => entry with { Basis = value });

        public static Field<ScoreEntry, int?> Item9 { get; } = All.Maybe("item9", Formats.Int(0, 3, "points"),
            "What is the answer to item 9 of the PHQ-9, the one about being better off dead or hurting oneself?",
            static entry => entry.Item9, static (entry, value) => entry with { Item9 = value });

        static Fields()
        {
            All.Holds(Points, ProblemCodes.OutOfRange, "a score that the instrument does not have",
                static entry => Score.Check(entry.Instrument, entry.Points));
            All.Holds(Item9, ProblemCodes.OutOfRange, "an answer that is no part of the score",
                static entry => entry.Item9 is null || (entry.Instrument == Clinic.Instrument.Phq9 && entry.Item9 <= entry.Points) ? null
                    : "Only a PHQ-9 has an item 9, and its answer is part of the score.");
        }
    }

    private sealed class Json() : FormatJsonConverter<ScoreEntry>(Fields.All.Format);
}
