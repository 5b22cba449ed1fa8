using System.Collections.Immutable;
using Infusion.Rules.Words;

namespace Infusion.Rules.Reports;

/// <summary>A report for people: what a tired reader needs in ten seconds, and then the matters one by one.</summary>
/// <remarks>Plain data without layout; <see cref="TerminalReport"/>, <see cref="MarkdownText"/> and
/// <see cref="HtmlReport"/> write it.</remarks>
/// <param name="Title">What it is about.</param>
/// <param name="Under">By whose rules, and when.</param>
/// <param name="First">The first lines, each with a label.</param>
/// <param name="Sections">The matters.</param>
/// <param name="Note">What stands at its end.</param>
public sealed record Report(
    string Title, string Under, ImmutableArray<ReportLine> First, ImmutableArray<ReportSection> Sections, string Note);

/// <summary>A line with a label.</summary>
/// <param name="Label">The label, such as "Clinician" or "Next".</param>
/// <param name="Text">The sentence.</param>
/// <param name="Attention">What it asks of the reader.</param>
/// <param name="Word">The word beside its text on a page; empty for none, <c>null</c> for that of what it asks.</param>
public sealed record ReportLine(string Label, string Text, Attention Attention = Attention.None, string? Word = null);

/// <summary>Matters that belong together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Items">The matters.</param>
public sealed record ReportSection(string Title, ImmutableArray<ReportItem> Items);

/// <summary>One matter: what is so, and why.</summary>
public sealed record ReportItem
{
    /// <summary>What it is about; empty for a line without a title.</summary>
    public required string Title { get; init; }

    /// <summary>What is so.</summary>
    public required string Says { get; init; }

    /// <summary>What it asks of the reader.</summary>
    public Attention Attention { get; init; }

    /// <summary>The word of its mark; <c>null</c> for that of what it asks.</summary>
    public string? Mark { get; init; }

    /// <summary>Whether it is not known yet.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Why, each reason with its source.</summary>
    public ImmutableArray<ReportReason> Because { get; init; } = [];

    /// <summary>What was said before and what is said now; <c>null</c> where nothing is compared.</summary>
    public ReportChange? Change { get; init; }

    /// <summary>The matters it is made of.</summary>
    public ImmutableArray<ReportItem> Within { get; init; } = [];

    /// <summary>What a page shows when it is asked for.</summary>
    public ImmutableArray<ReportItem> Folded { get; init; } = [];
}

/// <summary>Two answers side by side.</summary>
/// <param name="Before">The old one.</param>
/// <param name="Now">The new one.</param>
public sealed record ReportChange(string Before, string Now);

/// <summary>A reason.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Source">The rule's id and what it cites; empty for none.</param>
/// <param name="IsCode">Whether it is a text to be copied, letter by letter.</param>
public sealed record ReportReason(string Text, string Source = "", bool IsCode = false);
