using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>Which steps before the infusion are done.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Checklist.Json))]
public sealed record Checklist
{
    /// <summary>Whether the chart is reviewed.</summary>
    public bool? ChartReview { get; init; }

    /// <summary>Whether further questions are answered.</summary>
    public bool? QuestionsAnswered { get; init; }

    /// <summary>Whether the bladder is emptied.</summary>
    public bool? BladderEmptied { get; init; }

    /// <summary>Whether the intravenous line is placed.</summary>
    public bool? IvPlaced { get; init; }

    /// <summary>Whether the monitor is attached.</summary>
    public bool? MonitorAttached { get; init; }

    /// <inheritdoc/>
    public bool Equals(Checklist? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Checklist> All { get; } = new("checklist", static () => new());

        public static Field<Checklist, bool?> ChartReview { get; } = All.Maybe("chartReview", Formats.Flag,
            "Before the infusion: is the chart reviewed?",
            static entry => entry.ChartReview, static (entry, value) => entry with { ChartReview = value });

        public static Field<Checklist, bool?> QuestionsAnswered { get; } = All.Maybe("questionsAnswered", Formats.Flag,
            "Before the infusion: are further questions answered?",
            static entry => entry.QuestionsAnswered, static (entry, value) => entry with { QuestionsAnswered = value });

        public static Field<Checklist, bool?> BladderEmptied { get; } = All.Maybe("bladderEmptied", Formats.Flag,
            "Before the infusion: is the bladder emptied?",
            static entry => entry.BladderEmptied, static (entry, value) => entry with { BladderEmptied = value });

        public static Field<Checklist, bool?> IvPlaced { get; } = All.Maybe("ivPlaced", Formats.Flag,
            "Before the infusion: is the intravenous line placed?",
            static entry => entry.IvPlaced, static (entry, value) => entry with { IvPlaced = value });

        public static Field<Checklist, bool?> MonitorAttached { get; } = All.Maybe("monitorAttached", Formats.Flag,
            "Before the infusion: is the monitor attached?",
            static entry => entry.MonitorAttached, static (entry, value) => entry with { MonitorAttached = value });
    }

    private sealed class Json() : FormatJsonConverter<Checklist>(Fields.All.Format);
}
