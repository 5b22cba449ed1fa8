using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>A question that is open about a record, asked once however many decisions need its answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="About">What it is about, such as a visit's id; <c>null</c> for the patient.</param>
/// <param name="Path">Where in <see cref="CourseReview.Record"/> its answer goes, such as <c>visits[visit-2].end</c>.</param>
/// <param name="By">Who can answer it.</param>
/// <param name="Until">The last instant at which the answer is of use; <c>null</c> where it always is.</param>
/// <param name="Decisions">The ids of the decisions that need it.</param>
public sealed record OpenQuestion(
    Question Question, string? About, string Path, ClinicPerson By, Instant? Until, ImmutableArray<string> Decisions)
{
    /// <inheritdoc/>
    public bool Equals(OpenQuestion? other) => other is not null && Question == other.Question && About == other.About
        && Path == other.Path && By == other.By && Until == other.Until && Decisions.SequenceEqual(other.Decisions);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    /// <summary>Writes what it is about and the question.</summary>
    /// <returns>"visit-2: When did the infusion end, or was it broken off?".</returns>
    public override string ToString() => About is null ? Question.Ask : $"{About}: {Question.Ask}";
}
