using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tests.Courses;

/// <summary>Everything that a review says, as text to be compared.</summary>
internal static partial class Answers
{
    /// <summary>All of it, in its order.</summary>
    public static ImmutableArray<string> Of(CourseReview review) =>
    [
        .. review.ToDocuments().Select(DecisionJson.Write),
        .. review.NextSteps.Select(StepOf),
        .. review.Questions.Select(QuestionOf),
        .. review.DocumentationGaps.Select(gap => "gap: " + QuestionOf(gap)),
        review.Ledger?.ToString() ?? "",
        .. review.Contradictions.Select(one => one.ToString()),
    ];

    /// <summary>All of it, where the order of the record's lists and the places in them are not told apart.</summary>
    public static ImmutableArray<string> WhateverTheOrder(CourseReview review) =>
    [
        .. review.ToDocuments().Select(TextOf)
            .Concat(review.NextSteps.Select(step => WithoutPlaces(StepOf(step))))
            .Concat(review.Questions.Select(one => WithoutPlaces(QuestionOf(one))))
            .Concat(review.DocumentationGaps.Select(gap => WithoutPlaces("gap: " + QuestionOf(gap))))
            .Append(review.Ledger?.ToString() ?? "")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The decisions, each with what tells it apart from the others of its kind.</summary>
    public static IEnumerable<(string Key, string? Visit, DecisionDocument Document)> Decisions(CourseReview review)
    {
        (string Visit, DecisionDocument Document)[] ofVisits =
            [.. review.Visits.SelectMany(visit => visit.ToDocuments().Select(document => (visit.Visit.Id, document)))];
        HashSet<DecisionDocument> known = [.. ofVisits.Select(one => one.Document)];
        return review.ToDocuments().Where(document => !known.Contains(document)).Select(document => ((string?)null, document))
            .Concat(ofVisits.Select(one => ((string?)one.Visit, one.Document)))
            .Where(one => one.Item2.Decision is not ("visit.timeline" or "continuity.statements" or "fee.payment"))
            .GroupBy(one => (Visit: one.Item1, one.Item2.Decision, one.Item2.Subject))
            .SelectMany(same => same.Select((one, place) => (
                FormattableString.Invariant($"{same.Key.Visit} {same.Key.Decision} {same.Key.Subject} {place}"), same.Key.Visit, one.Item2)));
    }

    /// <summary>What a decision comes to: its outcomes, and its questions while it is open.</summary>
    public static string OutcomeOf(DecisionDocument document) => string.Join(
        ' ', document.Possible.Prepend(document.Status.ToString()).Concat(document.Questions.Select(question => question.Ask)));

    private static string StepOf(NextStep step) => string.Join(
        ' ', $"{step} {step.Visit} {step.Recommended:uuuu-MM-dd} by {step.By}", string.Join(',', step.Rules.Select(rule => rule.Id)),
        string.Join(';', step.AskFirst.Select(QuestionOf)));

    private static string QuestionOf(OpenQuestion question) =>
        $"{question.Path}: {question.Question.Ask} ({question.By}, {question.Until}, {question.Question.CanSettle}) for "
        + string.Join(',', question.Decisions.Order(StringComparer.Ordinal));

    private static string TextOf(DecisionDocument document) => string.Join(
        ' ', [
            document.Decision, document.Subject, document.Status, string.Join(',', document.Possible),
            string.Join(',', document.Values.Select(value => value.ToString()).Order(StringComparer.Ordinal)),
            string.Join(',', document.Questions.Select(question => question.Ask).Order(StringComparer.Ordinal)),
            string.Join(';', document.Parts.Select(TextOf).Order(StringComparer.Ordinal)),
        ]);

    private static string WithoutPlaces(string text) => Place().Replace(text, "[*]");

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Place();
}
