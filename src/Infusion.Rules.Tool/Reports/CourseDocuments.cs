using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Reports;

/// <summary>A step that may or must be taken next.</summary>
internal sealed record NextStepDocument(
    NextStepKind Step, ClinicPerson By, string? Visit, string? Earliest, string? Recommended, string? Latest,
    ImmutableArray<string> Rules, ImmutableArray<string> Against, ImmutableArray<QuestionDocument> AskFirst)
{
    public static NextStepDocument Of(NextStep step) => new(
        step.Kind, step.By, step.Visit, Iso(step.Earliest), Iso(step.Recommended), Iso(step.Latest),
        [.. step.Rules.Select(rule => rule.Id)], [.. step.Against.Select(rule => rule.Id)], [.. step.AskFirst.Select(QuestionDocument.Of)]);

    private static string? Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}

/// <summary>A question with the path of its answer.</summary>
internal sealed record QuestionDocument(
    string Fact, string Ask, string Unit, ImmutableArray<string> Choices, bool CanSettle, string? About, string Path, ClinicPerson By,
    string? Until, ImmutableArray<string> Decisions)
{
    public static QuestionDocument Of(OpenQuestion one) => new(
        one.Question.Fact, one.Question.Ask, one.Question.Unit, one.Question.Choices, one.Question.CanSettle, one.About, one.Path, one.By,
        one.Until is { } until ? InstantPattern.ExtendedIso.Format(until) : null, one.Decisions);
}

/// <summary>Two places of a record that cannot both be right.</summary>
internal sealed record ContradictionDocument(ContradictionKind Kind, string FirstPath, string SecondPath, string Says)
{
    public static ContradictionDocument Of(Contradiction one) => new(one.Kind, one.FirstPath, one.SecondPath, one.Says);
}

/// <summary>What became of the patient's referral credits: earned = applied + forfeited + open. <c>null</c> where the record contradicts
/// itself about it.</summary>
internal sealed record CreditsDocument(string Earned, string Applied, string Forfeited, string Open)
{
    public static CreditsDocument? Of(CourseReview review) => review.Ledger?.Of(review.Record.Id) is { } credits
        ? new(credits.Earned.ToString(), credits.Applied.ToString(), credits.Forfeited.ToString(), credits.Open.ToString())
        : null;
}
