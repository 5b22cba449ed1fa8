using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Something that may or must happen next.</summary>
/// <remarks>Made by <see cref="CourseReview"/>; never a step that the rules do not allow. Immutable and thread-safe.</remarks>
public sealed record NextStep
{
    internal NextStep(NextStepKind kind, ClinicPerson by) => (Kind, By) = (kind, by);

    /// <summary>What it is.</summary>
    public NextStepKind Kind { get; }

    /// <summary>What is to be done, as a person reads it: "book a maintenance infusion".</summary>
    public string Says => OutcomeWords.Says(nameof(NextStepKind), Kind.ToString());

    /// <summary>Who acts.</summary>
    public ClinicPerson By { get; }

    /// <summary>The rules that call for it, with their citations.</summary>
    public ImmutableArray<Rule> Rules { get => field.OrEmpty(); internal init; }

    /// <summary>The visit it is about; <c>null</c> for none.</summary>
    public string? Visit { get; internal init; }

    /// <summary>The first clinic-local date for it; <c>null</c> while it is not known.</summary>
    public LocalDate? Earliest { get; internal init; }

    /// <summary>The date that is recommended for it; <c>null</c> where none is published.</summary>
    public LocalDate? Recommended { get; internal init; }

    /// <summary>The last date for it, inclusive; <c>null</c> where it is open-ended or none is published.</summary>
    public LocalDate? Latest { get; internal init; }

    /// <summary>The rules that speak against it as things stand: a fast that is violated, a reason to hold a release. Empty where nothing
    /// on record does.</summary>
    public ImmutableArray<Rule> Against { get => field.OrEmpty(); internal init; }

    /// <summary>What to ask before it.</summary>
    public ImmutableArray<OpenQuestion> AskFirst { get => field.OrEmpty(); internal init; }

    /// <inheritdoc/>
    public bool Equals(NextStep? other) => other is not null && Kind == other.Kind && By == other.By && Rules.SequenceEqual(other.Rules)
        && Visit == other.Visit && Earliest == other.Earliest && Recommended == other.Recommended && Latest == other.Latest
        && Against.SequenceEqual(other.Against) && AskFirst.SequenceEqual(other.AskFirst);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind.GetHashCode();

    /// <summary>Writes the step and its dates.</summary>
    /// <returns>"BookMaintenance from 2026-07-19 to 2026-09-19".</returns>
    public override string ToString() => string.Concat(
        Kind,
        Earliest is { } from ? $" from {NodaTime.Text.LocalDatePattern.Iso.Format(from)}" : "",
        Latest is { } to ? $" to {NodaTime.Text.LocalDatePattern.Iso.Format(to)}" : "");
}
