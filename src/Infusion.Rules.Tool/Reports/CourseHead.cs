using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tool.Reports;

/// <summary>What a desk asks of a record first: where the patient is, what is next, what to ask, what is owed, what is missing.</summary>
internal sealed class CourseHead(RulesBook rules, CourseReview review, Page page)
{
    /// <summary>Writes the head.</summary>
    public void Write()
    {
        Contradictions();
        Stage();
        Next();
        Questions();
        Owed();
        Gaps();
        TakenBack();
    }

    private void Contradictions()
    {
        if (review.Contradictions.IsEmpty)
        {
            return;
        }

        page.Heading("The record contradicts itself");
        foreach (Contradiction one in review.Contradictions)
        {
            page.Write($"{one.Says} Void one of the two: {one.FirstPath} or {one.SecondPath}.", 2, "- ");
        }
    }

    private void Stage()
    {
        page.Heading("Where the patient is");
        DecisionDocument stage = review.Stage.ToDocument();
        page.Write($"Stage: {Wording.Outcome(stage)}", 2, style: "bold");
        if (stage.Status == DecisionStatus.Invalid)
        {
            page.Write(stage.Summary, 4);
        }

        foreach (RuleDocument rule in stage.Rules)
        {
            page.Write($"{rule.Says}. {Wording.Source(rule.Id, rule.Citations)}", 4);
        }

        if (review.Continuation is not { } continuation || continuation.Has(ContinuationOutcome.NoWarning))
        {
            return;
        }

        DecisionDocument another = continuation.ToDocument();
        page.Write($"Another session: {Wording.Outcome(another)}", 2, style: "bold");
        foreach (RuleDocument rule in another.Rules)
        {
            page.Write($"{rule.Says}. {Wording.Source(rule.Id, rule.Citations)}", 4);
        }
    }

    private void Next()
    {
        page.Heading("What is next");
        if (review.NextSteps.IsEmpty)
        {
            page.Write(
                review.Next.Status == DecisionStatus.Determined ? "Nothing: no step is open."
                    : review.Next.Status == DecisionStatus.Invalid ? "Not known while that stands; see above."
                    : "Not known until the questions below are answered.",
                2);
        }

        foreach (NextStep step in review.NextSteps)
        {
            string visit = step.Visit is { } id ? $", {Wording.Words(id)}" : "";
            string dates = Wording.Dates(step.Earliest, step.Recommended, step.Latest);
            page.Write(
                $"{Wording.Capital(Wording.Words(step.Kind.ToString()))}{visit} ({Wording.Person(step.By)}){dates}. "
                + string.Join(' ', step.Rules.Select(rule => $"{rule.Says}. {Wording.Source(rule.Id, rule.Citations)}")),
                2, "- ");
            foreach (Rule rule in step.Against)
            {
                page.Write($"Against it: {rule.Says}. {Wording.Source(rule.Id, rule.Citations)}", 4, "- ");
            }
        }
    }

    private void Questions()
    {
        if (review.Questions.IsEmpty)
        {
            return;
        }

        page.Heading(review.Questions.Length == 1 ? "What to ask" : "What to ask, in this order");
        int number = 0;
        foreach (OpenQuestion question in review.Questions)
        {
            page.Write(Asked(question, rules.TimeZone), 2, FormattableString.Invariant($"{++number}. "));
        }
    }

    /// <summary>A question with whom to ask, until when it is of use, and where its answer goes.</summary>
    public static string Asked(OpenQuestion question, DateTimeZone zone)
    {
        string about = question.About is { } id ? $"{Wording.Capital(Wording.Words(id))}: " : "";
        string choices = question.Question.Choices.IsEmpty ? ""
            : $" ({string.Join(", ", question.Question.Choices.Select(Wording.Words))})";
        string until = question.Until is { } last ? $" until {Wording.At(last, zone)}" : "";
        return $"{about}{question.Question.Ask}{choices} Ask {Wording.Person(question.By)}{until}; the answer goes to {question.Path}.";
    }

    private void Owed()
    {
        if (review.Statement is not { } statement)
        {
            if (!review.Contradictions.IsEmpty && !review.Visits.IsEmpty)
            {
                page.Heading("What is owed");
                page.Write("Not decided: the record contradicts itself about it.", 2, "- ");
            }

            return;
        }

        page.Heading("What is owed");
        string total = statement.Total is { } known ? $"{known} in all"
            : $"{statement.KnownTotal} so far; some of it is not known yet";
        Rule[] rulesOfFees = [.. statement.Lines.Select(line => line.Rule).DistinctBy(rule => rule.Id)];
        string because = rulesOfFees.Length == 0 ? "" : $" [{string.Join(", ", rulesOfFees.Select(static rule => rule.Id))}]";
        page.Write($"{Wording.Capital(total)}.{because}", 2, "- ");
        if (review.Ledger?.Of(review.Record.Id) is not { } credits)
        {
            return;
        }

        if (!credits.Forfeited.IsZero)
        {
            page.Write(
                $"Referral credits: {credits.Earned} earned, {credits.Applied} applied, {credits.Forfeited} forfeited. [referral.credit]",
                2, "- ");
        }

        if (!credits.Open.IsZero)
        {
            page.Write($"Open referral credits: {credits.Open}. [referral.credit]", 2, "- ");
        }
    }

    private void Gaps()
    {
        if (review.DocumentationGaps.IsEmpty)
        {
            return;
        }

        page.Heading("Not on record of what is over");
        page.Write("No decision about today or the future needs it.", 2);
        foreach (IGrouping<string?, OpenQuestion> of in review.DocumentationGaps.GroupBy(gap => gap.About))
        {
            page.Write(
                $"{Wording.Capital(Wording.Words(of.Key ?? "the patient"))}: {string.Join(", ", of.Select(FieldOf).Distinct())}.", 2, "- ");
        }
    }

    private void TakenBack()
    {
        VoidedEntry[] voided = [.. VoidedEntry.Of(review.Record, rules.TimeZone)];
        if (voided.Length == 0)
        {
            return;
        }

        page.Heading("Taken back, and not judged");
        foreach (VoidedEntry one in voided)
        {
            page.Write($"{one.Path}, on {one.At.Replace("T", ", ", StringComparison.Ordinal)}: {one.Reason}.", 2, "- ");
        }
    }

    // The field of the record in words: "whether walks steadily" of visits[visit-1].walksSteadily.
    private static string FieldOf(OpenQuestion gap)
    {
        string path = gap.Path.Replace("[+]", "", StringComparison.Ordinal);
        string field = path[(path.LastIndexOf('.') + 1)..];
        string words = Wording.Words(field.Split('[')[0]);
        return gap.Question.Choices is ["no", "yes"] or ["yes", "no"] ? $"whether \"{words}\"" : words;
    }
}
