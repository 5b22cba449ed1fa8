using System.Collections.Immutable;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>A picture beside a report, as plain data: what it shows, where, and in words.</summary>
/// <remarks>Everything a picture shows stands in its words too, so that it can be read as a table. Positions are instants and points;
/// every text is ready to be read. <see cref="HtmlReport"/> draws it.</remarks>
public abstract record Figure
{
    private protected Figure()
    {
    }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Lanes along one line of time.</summary>
    public sealed record Times : Figure
    {
        /// <summary>Where the line begins.</summary>
        public required Instant From { get; init; }

        /// <summary>Where it ends; later than <see cref="From"/>.</summary>
        public required Instant To { get; init; }

        /// <summary>The times that are written below the line.</summary>
        public ImmutableArray<FigureTick> Ticks { get; init; } = [];

        /// <summary>The instant everything is judged at; <c>null</c> where it is not on the line.</summary>
        public FigureTick? Now { get; init; }

        /// <summary>The lanes, from top to bottom.</summary>
        public required ImmutableArray<FigureLane> Lanes { get; init; }
    }

    /// <summary>Scores over time, against levels.</summary>
    public sealed record Scores : Figure
    {
        /// <summary>Where the line of time begins.</summary>
        public required Instant From { get; init; }

        /// <summary>Where it ends; later than <see cref="From"/>.</summary>
        public required Instant To { get; init; }

        /// <summary>The times that are written below.</summary>
        public ImmutableArray<FigureTick> Ticks { get; init; } = [];

        /// <summary>The lowest score there is, in points.</summary>
        public required int Lowest { get; init; }

        /// <summary>The highest score there is, in points.</summary>
        public required int Highest { get; init; }

        /// <summary>The scores by their time.</summary>
        public required ImmutableArray<FigureScore> Points { get; init; }

        /// <summary>What they are held against.</summary>
        public ImmutableArray<FigureLevel> Levels { get; init; } = [];
    }

    /// <summary>A table, in which each row asks something of the reader or nothing.</summary>
    public sealed record Rows : Figure
    {
        /// <summary>The heads of the columns; the first is that of the rows' heads.</summary>
        public required ImmutableArray<string> Columns { get; init; }

        /// <summary>The rows.</summary>
        public required ImmutableArray<FigureRow> Lines { get; init; }
    }
}

/// <summary>A time with its text.</summary>
/// <param name="At">The time.</param>
/// <param name="Text">What is written there.</param>
public sealed record FigureTick(Instant At, string Text);

/// <summary>What stands on one lane of a line of time.</summary>
/// <param name="Name">What the lane is about.</param>
/// <param name="Marks">What is at one time.</param>
/// <param name="Spans">What goes from one time to another.</param>
/// <param name="Note">What stands beside the name; empty for nothing.</param>
public sealed record FigureLane(string Name, ImmutableArray<FigureMark> Marks, ImmutableArray<FigureSpan> Spans, string Note = "");

/// <summary>Something at one time.</summary>
/// <param name="At">The time.</param>
/// <param name="When">The time in words.</param>
/// <param name="What">What it is: "Visit 1".</param>
/// <param name="State">What became of it, the same words for the same shape: "given".</param>
/// <param name="Shape">How it is drawn.</param>
/// <param name="Short">One or two letters inside the shape; empty for none.</param>
public sealed record FigureMark(Instant At, string When, string What, string State, FigureShape Shape, string Short = "");

/// <summary>Something from one time to another.</summary>
/// <param name="From">The first time.</param>
/// <param name="To">The last.</param>
/// <param name="When">Both in words.</param>
/// <param name="What">What it is.</param>
/// <param name="Bar">How it is drawn.</param>
public sealed record FigureSpan(Instant From, Instant To, string When, string What, FigureBar Bar = FigureBar.Full);

/// <summary>A score.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="When">The same in words.</param>
/// <param name="Points">The score in points.</param>
/// <param name="What">What is said of it; empty for nothing.</param>
public sealed record FigureScore(Instant At, string When, decimal Points, string What);

/// <summary>A score that others are held against.</summary>
/// <param name="Points">The score in points.</param>
/// <param name="What">What it is: "baseline".</param>
/// <param name="Line">How it is drawn.</param>
public sealed record FigureLevel(decimal Points, string What, FigureLine Line);

/// <summary>A row of a table.</summary>
/// <param name="Cells">One text for each column.</param>
/// <param name="Attention">What it asks of the reader.</param>
/// <param name="IsGood">Whether nothing speaks against it.</param>
/// <param name="Target">The title of the section that says more; empty for none.</param>
public sealed record FigureRow(ImmutableArray<string> Cells, Attention Attention = Attention.None, bool IsGood = false, string Target = "");

/// <summary>The shape of a mark.</summary>
public enum FigureShape
{
    /// <summary>A full circle.</summary>
    Full,

    /// <summary>An open circle.</summary>
    Open,

    /// <summary>A circle that is crossed out.</summary>
    Crossed,

    /// <summary>A circle that is half full.</summary>
    Half,

    /// <summary>An open circle with a broken line.</summary>
    Doubtful,

    /// <summary>A diamond.</summary>
    Diamond,
}

/// <summary>The look of a bar.</summary>
public enum FigureBar
{
    /// <summary>Full.</summary>
    Full,

    /// <summary>An outline, for what is planned.</summary>
    Open,

    /// <summary>Full and strong, for what restricts.</summary>
    Strong,

    /// <summary>A strong outline, for what will restrict as planned.</summary>
    StrongOpen,
}

/// <summary>The look of a level.</summary>
public enum FigureLine
{
    /// <summary>A line of long strokes.</summary>
    Dashed,

    /// <summary>A full line.</summary>
    Full,

    /// <summary>A line of dots.</summary>
    Dotted,
}
