using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using Spectre.Console;
using Rule = Infusion.Rules.Tables.Rule;

namespace Infusion.Rules.Tool.Reports;

/// <summary>All decisions about a record for a person to read.</summary>
internal sealed class DecisionText
{
    private const string Basis = ".basis";

    private readonly DateTimeZone _zone;
    private readonly Page _page;
    private readonly Dictionary<string, Rule> _rules;
    private readonly CourseReview _review;
    private readonly bool _isFull;

    private DecisionText(RulesBook rules, CourseReview review, Page page, bool isFull)
    {
        (_zone, _review, _page, _isFull) = (rules.TimeZone, review, page, isFull);
        _rules = rules.Versions.Reverse().SelectMany(version => version.Tables).SelectMany(table => table.Rules)
            .DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
    }

    /// <summary>Writes the head, and then every decision.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="console">Where to.</param>
    /// <param name="isFull">Whether visits that are over are written in full too.</param>
    public static void Write(RecordDecisions decisions, IAnsiConsole console, bool isFull = false)
    {
        (RulesBook rules, CourseReview review) = (decisions.Rules, decisions.Review);
        var page = new Page(console);
        var text = new DecisionText(rules, review, page, isFull);
        page.Write($"Record {review.Record.Id}, judged {Wording.At(review.Record.AsOf, rules.TimeZone)}", style: "bold");
        page.Write($"By the rules of {Wording.Rules(rules)}");
        new CourseHead(rules, review, page).Write();
        text.Patient(decisions);
        foreach ((VisitReview visit, ImmutableArray<DecisionDocument> documents) in decisions.Visits)
        {
            string title = $"{Wording.Capital(Wording.Words(visit.Visit.Id))}, {Wording.At(TimeOf(visit.Visit).Earliest, rules.TimeZone)}"
                + (rules.Versions.Length > 1 && documents.Any(document => document.Status != DecisionStatus.Invalid)
                    ? $", by version {documents[0].PolicyVersion}"
                    : "");
            if (isFull || !text.IsOver(visit))
            {
                text.Group(title, documents, visit.Visit.Id);
            }
            else
            {
                text.Brief($"{title}, over", documents, visit.Visit.Id);
            }
        }

        text.Group(review.Visits.IsEmpty ? "The course" : "After the visits", decisions.After);
        text.Summary(decisions);
    }

    // Once infusions have begun, what came before them is over too.
    private void Patient(RecordDecisions decisions)
    {
        if (_isFull || _review.LatestSeries is null)
        {
            Group("The patient", decisions.Before);
        }
        else
        {
            Brief("The patient", decisions.Before);
        }
    }

    private static Moment TimeOf(Visit visit) => (visit.Start ?? visit.Appointment)!.Value;

    private bool IsOver(VisitReview visit) => visit.Fee is not null || visit.Visit.Left is not null
        || TimeOf(visit.Visit).Latest.InZone(_zone).Date < _review.Record.AsOf.InZone(_zone).Date;

    // Of what is over the outcomes are enough, unless the record contradicts itself there or a clinician is called for. That nothing was
    // found is no line, and neither are the times of a visit.
    private void Brief(string title, IEnumerable<DecisionDocument> documents, string? visit = null)
    {
        DecisionDocument[] all =
        [
            .. documents.Where(document => document is not { Status: DecisionStatus.Determined, Outcome: "None" or "Timeline" }
                && !IsKept(document)),
        ];
        if (all.Length == 0)
        {
            return;
        }

        _page.Heading(title);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (DecisionDocument document in all)
        {
            if (document.Status == DecisionStatus.Invalid || IsForClinician(document))
            {
                Document(document, 2, [], visit);
            }
            else if ($"{Title(document)}: {Wording.Outcome(document)}" is var line && written.Add(line))
            {
                _page.Write(line, 2);
            }
        }
    }

    private static bool IsForClinician(DecisionDocument document) => document.Outcome.Contains("Clinician", StringComparison.Ordinal)
        || document.Outcome is nameof(DuringAndAfterOutcome.TooSoonAfter) or nameof(DuringAndAfterOutcome.NotAllowedDuring);

    // Of what was taken during an infusion and after it, what the clinic's rules do not mind is no line.
    private static bool IsKept(DecisionDocument document) =>
        document is { Status: DecisionStatus.Determined, Outcome: nameof(DuringAndAfterOutcome.Kept) };

    private static string Title(DecisionDocument document) => Wording.Capital(Wording.Words(document.Decision));

    // What no live decision needs is no question; the head lists it with what is not on record.
    private bool IsLive(Question question, string? visit) => _isFull || _review.Questions.Any(open =>
        open.Question.Ask == question.Ask && (visit is null || open.About is null || open.About == visit));

    private void Group(string title, IEnumerable<DecisionDocument> documents, string? visit = null)
    {
        DecisionDocument[] all = [.. documents.Where(document => _isFull || !IsKept(document))];
        if (all.Length == 0)
        {
            return;
        }

        _page.Heading(title);
        foreach (DecisionDocument document in all)
        {
            Document(document, 2, [], visit);
        }
    }

    private void Document(DecisionDocument document, int indent, HashSet<string> said, string? visit)
    {
        string title = Title(document);
        _page.Write($"{title}: {Wording.Outcome(document)}", indent, style: "bold");
        if (document.Status == DecisionStatus.Invalid)
        {
            _page.Write(document.Summary, indent + 2);
        }
        else if (document.Status == DecisionStatus.NeedsInformation && document.Possible.Length > 1)
        {
            _page.Write($"Still possible: {string.Join(", ", document.Possible.Select(Wording.Words))}", indent + 2);
        }

        foreach (RuleDocument rule in document.Rules.Where(rule => said.Add(rule.Id)))
        {
            _page.Write($"{Wording.Capital(rule.Says)}. {Wording.Source(rule.Id, rule.Citations)}", indent + 2);
        }

        foreach (FactDocument fact in document.Facts.Where(fact => said.Add(fact.Id + fact.Observed)))
        {
            _page.Write(
                $"{Wording.Capital(fact.Name)}: "
                + $"{Wording.Named(fact.Observed)}{(fact.Limit is null ? "" : $", limit {fact.Limit}, {fact.Margin}")}",
                indent + 2, "- ");
        }

        Values(document, indent + 2);
        int number = 0;
        Question[] questions = [.. document.Questions.Where(question => IsLive(question, visit))];
        foreach (Question question in questions)
        {
            if (number == 0)
            {
                _page.Write(questions.Length == 1 ? "To ask:" : "To ask, in this order:", indent + 2);
            }

            string choices = question.Choices.IsEmpty ? "" : $" ({string.Join(", ", question.Choices.Select(Wording.Words))})";
            _page.Write(
                $"{question.Ask}{choices}{(question.CanSettle ? " One answer can settle it." : "")}", indent + 4,
                FormattableString.Invariant($"{++number}. "));
        }

        foreach (DecisionDocument part in document.Parts)
        {
            // What a decision said already its parts need not repeat; one part says nothing for another.
            Document(part, indent + 2, [.. said], visit);
        }
    }

    private void Values(DecisionDocument document, int indent)
    {
        foreach (ValueDocument value in document.Values.Where(value =>
            !value.Id.EndsWith(Basis, StringComparison.Ordinal) && !IsSaidBySummary(document, value)))
        {
            string basis = document.Values.FirstOrDefault(other => other.Id == value.Id + Basis) is { } found
                ? $", {Wording.Words(found.Value)}"
                : "";
            string name = value.Id[(value.Id.LastIndexOf('.') + 1)..];
            string source = value.Rule is { } id
                ? " " + Wording.Source(id, _rules.TryGetValue(id, out Rule? rule) ? rule.Citations : [])
                : "";
            _page.Write($"{Wording.Capital(Wording.Words(name))}: {Wording.Value(value.Value, _zone)}{basis}{source}", indent, "- ");
        }
    }

    // Why a decision cannot be made stands below its title already.
    private static bool IsSaidBySummary(DecisionDocument document, ValueDocument value) =>
        document.Status == DecisionStatus.Invalid && document.Summary.Contains(value.Value, StringComparison.Ordinal);

    private void Summary(RecordDecisions decisions)
    {
        DecisionDocument[] all = [.. decisions.All];
        int open = all.Count(document => document.Status == DecisionStatus.NeedsInformation);
        int invalid = all.Count(document => document.Status == DecisionStatus.Invalid);
        _page.Blank();
        _page.Write($"{Wording.Count(all.Length, "decision")}: {all.Length - open - invalid} made, {open} open"
            + $"{(invalid == 0 ? "" : $", {invalid} that cannot be decided")}. "
            + "The clinic's rules, not medical advice; the clinician decides.");
    }
}
