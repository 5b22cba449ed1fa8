using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>Everything that the rules say of a record, as a report.</summary>
/// <remarks>In three layers: what stops, what a clinician looks at, what is missing, what is next and what is owed; then every decision
/// with its reason; and, asked for, every fact and every visit that is over. Each thing is said once.</remarks>
public static class CourseReport
{
    /// <summary>Makes the report of a record.</summary>
    /// <param name="rules">The rules the record was judged by.</param>
    /// <param name="review">What they say.</param>
    /// <param name="isFull">Whether every fact and every visit that is over is shown too.</param>
    /// <returns>The report.</returns>
    public static Report Of(RulesBook rules, CourseReview review, bool isFull = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(review);
        return new CourseReportMaker(rules, review, isFull).Make();
    }
}

/// <summary>Makes one report.</summary>
internal sealed class CourseReportMaker
{
    private readonly RulesBook _rules;
    private readonly CourseReview _review;
    private readonly ClinicClock _clock;
    private readonly DecisionItems _items;
    private readonly bool _isFull;
    private readonly ImmutableArray<DayLine> _ahead;
    private readonly CourseHead _head;
    private readonly VisitDocuments _documents = new();

    public CourseReportMaker(RulesBook rules, CourseReview review, bool isFull)
    {
        (_rules, _review, _isFull, _ahead) = (rules, review, isFull, review.Ahead);
        _clock = new(rules.TimeZone);
        _items = new(rules, _clock, isFull);
        _head = new(review, _ahead, _clock, _documents);
    }

    public Report Make() => new(
        $"Record {_review.Record.Id}, judged {_clock.At(_review.Record.AsOf)}",
        $"By the rules of {NameOf(_rules)}",
        _head.Lines,
        [.. Sections().Where(static section => !section.Items.IsEmpty)],
        Wording.Note);

    /// <summary>Whose rules they are, and of which version: of a book, each with its dates.</summary>
    internal static string NameOf(RulesBook rules) => rules.Policies.Versions is [var only]
        ? $"{only.Policy.Name}, version {only.Policy.Version}"
        : $"{rules.Policies.Versions[0].Policy.Name}: " + string.Join("; ", rules.Policies.Versions.Select(version =>
            $"version {version.Policy.Version} from {ClinicClock.On(version.From)}"
            + (version.To is { } end ? $" to {ClinicClock.On(end.PlusDays(-1))}" : "")));

    private IEnumerable<ReportSection> Sections()
    {
        yield return new("Questions, and where the answers go", [.. Questions()]);
        yield return new("What is next, and why", [.. Next()]);
        foreach (DayLine line in _ahead)
        {
            yield return new(TitleOf(line.Visit), [.. Ahead(line.Visit)]);
        }

        yield return new("The patient", [.. Patient().SelectMany(_items.Of)]);
        yield return new(
            "The course", [.. Course().SelectMany(_items.Of)]);
        yield return new("What is owed, and why", [.. Owed()]);
        VisitReview[] over = [.. _review.Visits.Where(visit => _ahead.All(line => line.Visit != visit))];
        if (_isFull)
        {
            foreach (VisitReview visit in over)
            {
                yield return new($"{TitleOf(visit)}, over", [.. _documents.Of(visit).SelectMany(_items.Of)]);
            }
        }
        else
        {
            yield return new("Visits that are over", [.. over.Select(Over)]);
        }

        yield return new("Not on record of what is over; nothing to come needs it", [.. Gaps()]);
        yield return new("Taken back, and not judged", [.. TakenBack()]);
    }

    private string TitleOf(VisitReview visit) =>
        $"{Wording.Capital(Wording.Name(visit.Visit.Id))}, {_clock.At(TimeOf(visit.Visit).Earliest)}"
        + (_rules.Versions.Length > 1 ? $", by version {visit.FastingPlan.ToDocument().PolicyVersion}" : "");

    private static Moment TimeOf(Visit visit) => (visit.Start ?? visit.Appointment)!.Value;

    private IEnumerable<ReportItem> Questions()
    {
        int number = 0;
        foreach (OpenQuestion question in _review.Questions)
        {
            number++;
            yield return new()
            {
                Title = FormattableString.Invariant($"Question {number}"),
                Says = _head.IsAsked(question)
                    ? $"the answer goes to {question.Path}"
                    : $"{_head.Asked(question)} The answer goes to {question.Path}",
                Attention = Attention.Note,
            };
        }
    }

    private IEnumerable<ReportItem> Next()
    {
        foreach (NextStep step in _review.NextSteps)
        {
            yield return new()
            {
                Title = Wording.Capital(step.Says) + (step.Visit is { } visit ? $", {Wording.Name(visit)}" : ""),
                Says = Wording.Person(step.By),
                Because =
                [
                    .. step.Rules.Select(_items.Reason),
                    .. step.Against.Select(rule => new ReportReason(
                        $"Against it, the rule: {Wording.Sentence(rule.Says)}", Wording.Source(rule))),
                ],
            };
        }
    }

    // What is over or says nothing is no matter of a visit ahead.
    private IEnumerable<ReportItem> Ahead(VisitReview visit)
    {
        foreach (DecisionDocument document in _documents.Of(visit))
        {
            if (document.Decision == "visit.timeline")
            {
                yield return Times(visit);
            }
            else if (_isFull || !IsSaidOtherwise(visit, document))
            {
                foreach (ReportItem item in document.Decision is "fasting.plan" or "fasting.at-start"
                    ? _items.OfFast(document, visit.Visit)
                    : _items.Of(document))
                {
                    yield return item;
                }
            }
        }
    }

    // A first visit has no way that a restriction could fall on, and a start within the plan says nothing that the plan does not.
    private static bool IsSaidOtherwise(VisitReview visit, DecisionDocument document) => document.Decision switch
    {
        "visit.inbound-ride" => document.Status == DecisionStatus.Determined && visit.Course.HadInfusion == false,
        "fasting.at-start" => document.Outcome == visit.FastingPlan.ToDocument().Outcome && document.Status == DecisionStatus.Determined,
        "fasting.asa" or "fasting.during-and-after" => document is { Status: DecisionStatus.Determined, Attention: Attention.None },
        "visit.arrival" => visit.Visit.Arrival is null,
        _ => false,
    };

    private ReportItem Times(VisitReview visit)
    {
        LocalDate date = _clock.DateOf(TimeOf(visit.Visit).Earliest);
        return new()
        {
            Title = "Times",
            Says = visit.Timeline!.Missing.IsEmpty ? "planned or recorded" : "some are not known yet",
            Within =
            [
                .. visit.Timeline.Entries.Select(entry => new ReportItem
                {
                    Title = _clock.At(entry.At, date),
                    Says = $"{_items.NameOf(entry)} ({NameWords.Of(entry.Basis.ToString())})",
                    Because = _isFull && _items.Rule(entry.Rule) is { } rule ? [new("", Wording.Source(rule))] : [],
                }),
            ],
        };
    }

    private IEnumerable<DecisionDocument> Patient() => new DecisionDocument?[]
    {
        _review.Consultation?.ToDocument(), _review.Eligibility?.ToDocument(), _review.Booking?.ToDocument(),
        _review.Continuity?.ToDocument(), _review.Protocol?.ToDocument(), _review.Route?.ToDocument(),
    }.OfType<DecisionDocument>();

    private IEnumerable<DecisionDocument> Course()
    {
        yield return _review.Stage.ToDocument();
        foreach (SeriesReview series in _review.Series)
        {
            foreach (DecisionDocument document in series.ToDocuments())
            {
                yield return document;
            }
        }

        foreach (DecisionDocument document in _review.LatestScores.Select(static latest => latest.ToDocument()))
        {
            yield return document;
        }

        foreach (DecisionDocument document in new[]
            {
                _review.Driving?.ToDocument(), _review.Maintenance?.ToDocument(), _review.Recommendation?.ToDocument(),
                _review.ToldDocument(),
            }.OfType<DecisionDocument>())
        {
            yield return document;
        }
    }

    private IEnumerable<ReportItem> Owed()
    {
        foreach (StatementLine line in _review.Statement?.Lines ?? [])
        {
            yield return new()
            {
                Title = Wording.Capital(Wording.Name(line.Appointment)),
                Says = $"{NameWords.Of(line.Kind.ToString())} {Wording.Value(line.AmountText, _clock)}",
                Because = [_items.Reason(line.Rule)],
            };
        }

        foreach (DecisionDocument document in _review.Referrals.Select(static referral => referral.ToDocument()))
        {
            foreach (ReportItem item in _items.Of(document))
            {
                yield return item;
            }
        }

        if (_review.Statement is { } statement)
        {
            foreach (ReportItem item in _items.Of(statement.ToDocument() with { Values = [], Parts = [] }))
            {
                yield return item;
            }
        }
    }

    // One line a visit: what became of it, and what of it is worth knowing.
    private ReportItem Over(VisitReview review)
    {
        Visit visit = review.Visit;
        string became = visit.CancellationInForce is { } cancelled
            ? (cancelled.By is { } by ? NameWords.Of(nameof(AppointmentEnd), by.ToString()) : "cancelled")
                + (review.Fee is { } fee ? $"; {fee.ToDocument().Says}{(review.FeeAmount is { } amount ? $", {amount}" : "")}" : "")
            : visit.IsAborted ? "infusion broken off"
            : visit.Start is null ? "what happened is not on record"
            : review.IsSession == true ? $"{(visit.Protocol is { } protocol ? $"{protocol.Text} " : "")}infusion given"
            : "infusion given; whether it counts is not known";
        string[] noted =
        [
            .. _documents.Of(review).Where(static one => one.Attention is Attention.Clinician or Attention.Stop
                    && one.Decision is not ("fee.cancellation" or "visit.driving"))
                .Select(static one => $"{one.Title.ToLowerInvariant()}: {one.Says}").Distinct(),
        ];
        return new()
        {
            Title = TitleOf(review),
            Says = noted.Length == 0 ? became : $"{became}; {string.Join("; ", noted)}",
            Attention = noted.Length == 0 ? Attention.None : Attention.Clinician,
        };
    }

    private IEnumerable<ReportItem> Gaps() => _review.DocumentationGaps.GroupBy(static gap => gap.About).Select(static of => new ReportItem
    {
        Title = Wording.Capital(Wording.Name(of.Key ?? "the patient")),
        Says = string.Join(" ", of.Select(static gap => gap.Question.Ask).Distinct()),
    });

    private IEnumerable<ReportItem> TakenBack() => VoidedEntry.Of(_review.Record, _rules.TimeZone).Select(static one => new ReportItem
    {
        Title = one.Path,
        Says = $"{one.Reason} (taken back {one.At.Replace("T", ", ", StringComparison.Ordinal)})",
    });
}
