using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Scheduling;

/// <summary>A question, and where its answer goes.</summary>
/// <param name="About">The visit it is about; <c>null</c> for the patient.</param>
/// <param name="Ask">The question as a person hears it.</param>
/// <param name="Choices">The answers to choose from; empty when any may be given.</param>
/// <param name="Path">The path that an answer is sent to.</param>
/// <param name="By">Who can answer it.</param>
/// <param name="Until">The last instant at which the answer is of use; <c>null</c> where it always is.</param>
internal sealed record Asked(string? About, string Ask, ImmutableArray<string> Choices, string Path, ClinicPerson By, DateTimeOffset? Until)
{
    public static ImmutableArray<Asked> Of(ImmutableArray<OpenQuestion> questions) =>
    [
        .. questions.Select(static open => new Asked(
            open.About, open.Question.Ask, open.Question.Choices, open.Path, open.By, open.Until?.ToDateTimeOffset())),
    ];
}

/// <summary>Something that may or must happen next.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="By">Who acts.</param>
/// <param name="Visit">The visit it is about; <c>null</c> for none.</param>
/// <param name="Earliest">The first date for it; <c>null</c> while it is not known.</param>
/// <param name="Recommended">The recommended date; <c>null</c> where there is none.</param>
/// <param name="Latest">The last date for it; <c>null</c> where there is none.</param>
/// <param name="AskFirst">What to ask before it.</param>
internal sealed record Step(
    NextStepKind Kind, ClinicPerson By, string? Visit, DateOnly? Earliest, DateOnly? Recommended, DateOnly? Latest,
    ImmutableArray<Asked> AskFirst)
{
    public static Step Of(NextStep step) => new(
        step.Kind, step.By, step.Visit, DateOf(step.Earliest), DateOf(step.Recommended), DateOf(step.Latest), Asked.Of(step.AskFirst));

    private static DateOnly? DateOf(LocalDate? date) => date?.ToDateOnly();
}

/// <summary>What is to do about a patient.</summary>
/// <param name="Stage">Where the patient is on the way.</param>
/// <param name="Steps">What may or must happen next.</param>
/// <param name="Questions">Every open question once.</param>
/// <param name="Gaps">What visits that are over still lack on record.</param>
/// <param name="Contradictions">Where the record contradicts itself.</param>
internal sealed record Next(
    DecisionDocument Stage, ImmutableArray<Step> Steps, ImmutableArray<Asked> Questions, ImmutableArray<Asked> Gaps,
    ImmutableArray<string> Contradictions)
{
    public static Next Of(CourseReview review) => new(
        review.Stage.ToDocument(), [.. review.NextSteps.Select(Step.Of)], Asked.Of(review.Questions), Asked.Of(review.DocumentationGaps),
        [.. review.Contradictions.Select(static one => one.Says)]);
}
