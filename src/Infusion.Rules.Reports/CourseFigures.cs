using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reports;

/// <summary>The pictures of a patient's course, made of what its review says.</summary>
/// <remarks>The visits on a line of time with the maintenance window, the hours around an infusion, and the scores on each instrument
/// against what the policy holds them against. Nothing is decided here: dates and verdicts are those of the decisions.</remarks>
public static class CourseFigures
{
    /// <summary>Makes the pictures of a record.</summary>
    /// <param name="rules">The rules the record was judged by.</param>
    /// <param name="review">What they say.</param>
    /// <returns>The pictures; none of what the record has nothing of.</returns>
    public static ImmutableArray<Figure> Of(RulesBook rules, CourseReview review)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(review);
        var maker = new CourseFigureMaker(rules, review);
        return [.. maker.Course(), .. maker.Hours(), .. maker.Scores()];
    }
}

/// <summary>Makes the pictures of one record.</summary>
internal sealed class CourseFigureMaker(RulesBook rules, CourseReview review)
{
    private const int MostTicks = 4;

    private static readonly LocalDatePattern _day = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    private static readonly LocalDatePattern _dayOfYear = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");

    private readonly ClinicClock _clock = new(rules.TimeZone);
    private readonly ImmutableArray<DayLine> _ahead = review.Ahead;

    private Instant Now => review.Record.AsOf;

    /// <summary>The visits, and when maintenance fits.</summary>
    public IEnumerable<Figure> Course()
    {
        DecisionDocument? maintenance = review.Maintenance?.ToDocument();
        LocalDate? earliest = Date(maintenance, "maintenance.earliest");
        LocalDate? latest = Date(maintenance, "maintenance.latest");
        VisitReview[] visits = [.. review.Visits.Where(static visit => TimeOf(visit.Visit) is not null)];
        if (visits.Length == 0 && earliest is null)
        {
            yield break;
        }

        Instant[] times =
        [
            Now, .. visits.Select(static visit => TimeOf(visit.Visit)!.Value),
            .. new[] { earliest, latest?.PlusDays(1) }.OfType<LocalDate>().Select(StartOf),
        ];
        (Instant from, Instant to) = (times.Min(), Instant.Max(times.Max(), times.Min() + Duration.FromDays(2)));
        var lanes = new List<FigureLane>();
        if (visits.Length > 0)
        {
            lanes.Add(new("Visits", [.. visits.Select(MarkOf)], []));
        }

        if (earliest is { } opens)
        {
            string dates = ClinicClock.Between(opens, latest);

            // A window without a last date goes on to the end of the line.
            lanes.Add(new(
                "Maintenance window", [],
                [new(StartOf(opens), latest is { } last ? StartOf(last.PlusDays(1)) : to, dates, "Maintenance window", FigureBar.Open)],
                dates));
        }

        if (Date(maintenance, "maintenance.recommended") is { } recommended)
        {
            lanes.Add(new(
                "Recommended",
                [new(StartOf(recommended), ClinicClock.On(recommended), "Recommended date", "recommended", FigureShape.Diamond)], []));
        }

        yield return new Figure.Times
        {
            Title = "The course",
            Says = Wording.Sentence(string.Join("; ", new[]
            {
                visits.Length == 0 ? "No visit is on record" : Wording.Count(visits.Length, "visit") + " on record",
                maintenance is null ? "" : $"maintenance today: {maintenance.Says}",
            }.Where(static part => part.Length > 0))),
            From = from,
            To = to,
            Ticks = [.. DateTicks(from, to)],
            Now = new(Now, $"today, {_day.Format(_clock.DateOf(Now))}"),
            Lanes = [.. lanes],
        };
    }

    /// <summary>The hours around the infusion whose effects or restriction run, or else around the next one.</summary>
    public IEnumerable<Figure> Hours()
    {
        bool Runs(VisitReview visit) => visit.Visit.Start is not null
            && (visit.Driving is { } driving && driving.Allows(DrivingOutcome.Restricted)
                || visit.ResidualEffects is { } effects && effects.Allows(ResidualEffectsOutcome.Possible));
        VisitReview? visit = review.Visits.LastOrDefault(Runs) ?? _ahead.FirstOrDefault()?.Visit;
        if (visit?.Timeline is not { } timeline || timeline.Find("start") is not { } start)
        {
            yield break;
        }

        LocalDate date = _clock.DateOf(start.At);
        TimelineEntry? end = timeline.Find("end");
        var lanes = new List<FigureLane>();
        FigureMark[] before =
        [
            .. timeline.Entries.Where(static entry => entry.Name == "arrival" || entry.Name.EndsWith("-cut-off", StringComparison.Ordinal))
                .GroupBy(static entry => entry.At).Select(same => new FigureMark(
                    same.Key, _clock.At(same.Key, date), Wording.Capital(string.Join(", ", same.Select(NameOf))),
                    same.First().Name == "arrival" ? "arrival" : "fast begins",
                    same.First().Name == "arrival" ? FigureShape.Full : FigureShape.Diamond)),
        ];
        if (before.Length > 0 && visit.Visit.Start is null)
        {
            lanes.Add(new("Before the infusion", [.. before], []));
        }

        void Span(string name, TimelineEntry? from, TimelineEntry? to, bool restricts = false)
        {
            if (from is { } first && to is { } last && last.At > first.At)
            {
                string when = $"{_clock.At(first.At, date)} to {_clock.At(last.At, date)}";
                bool isPlanned = last.Basis == TimeBasis.Planned;
                string basis = isPlanned ? ", as planned" : "";
                FigureBar look = (restricts, isPlanned) switch
                {
                    (true, true) => FigureBar.StrongOpen,
                    (true, false) => FigureBar.Strong,
                    (false, true) => FigureBar.Open,
                    _ => FigureBar.Full,
                };
                lanes.Add(new(name, [], [new(first.At, last.At, when + basis, name, look)], when + basis));
            }
        }

        Span("Infusion", start, end);
        Span("Watched until the release", end, timeline.Find("planned-release") ?? timeline.Find("earliest-release"));
        Span("Residual effects possible", end, timeline.Find("residual-effects-until"));
        Span("No driving and no heavy machinery", start, timeline.Find("driving-restriction-end"), restricts: true);
        Instant[] times = [.. lanes.SelectMany(static lane => lane.Marks.Select(static mark => mark.At)
            .Concat(lane.Spans.SelectMany(static span => new[] { span.From, span.To })))];
        if (lanes.Count == 0 || times.Length < 2)
        {
            yield break;
        }

        (Instant from, Instant to) = (times.Min(), times.Max());
        yield return new Figure.Times
        {
            Title = $"The hours of {Wording.Name(visit.Visit.Id)}",
            Says = Wording.Sentence($"{Wording.Capital(ClinicClock.On(date))}, "
                + (timeline.Missing.IsEmpty ? "as far as times are recorded or planned" : "some times are not known yet")),
            From = from,
            To = to,
            Ticks = [.. _clock.Hours(from, to)],
            Now = Now >= from && Now <= to ? new(Now, $"now, {_clock.At(Now, _clock.DateOf(Now))}") : null,
            Lanes = [.. lanes],
        };
    }

    /// <summary>The scores, each instrument of a condition apart.</summary>
    public IEnumerable<Figure> Scores()
    {
        (string Protocol, DecisionDocument Response)[] series =
            [.. review.Series.Select(static one => (one.Protocol?.Text ?? "no named protocol", one.Response.ToDocument()))];
        DecisionDocument[] latest = [.. review.LatestScores.Select(static one => one.ToDocument())];
        foreach (IGrouping<(ConditionCategory Condition, Instrument Instrument, ScoreBasis? Basis), ScoreEntry> same in review.Record.Scores
            .Where(static score => score.Entry.Voided is null)
            .GroupBy(static score => (score.Condition, score.Instrument, score.Basis)).OrderBy(static group => group.Key))
        {
            ScoreEntry[] scores = [.. same.OrderBy(static score => score.At.Earliest)];
            string subject = $"{same.Key.Instrument}{(same.Key.Basis is { } basis ? $" {basis}" : "")}";
            DecisionDocument? last = Array.Find(latest, one => one.Subject == $"{same.Key.Condition} {subject}");
            (string Protocol, string Says)[] verdicts =
            [
                .. from one in series
                   from condition in one.Response.Parts
                   where condition.Subject == same.Key.Condition.ToString()
                   from scored in condition.Parts
                   where scored.Subject == subject
                   select (one.Protocol, scored.Says),
            ];
            decimal? baseline = Number(last, "response.baseline");
            ResponseCriterion? criterion = CriterionOf(same.Key.Instrument, last);
            Instant from = scores[0].At.Earliest;
            Instant to = Instant.Max(scores[^1].At.Latest, from + Duration.FromDays(2));
            string instrument = NameWords.Of(same.Key.Instrument.ToString());
            string of = same.Key.Basis is { } part ? $", {NameWords.Of(part.ToString())}" : "";
            yield return new Figure.Scores
            {
                Title = same.Key.Instrument == Instrument.PainNrs ? $"{Wording.Capital(instrument)}{of}"
                    : $"{instrument}{of}, for {NameWords.Of(same.Key.Condition.ToString())}",
                Says = Wording.Sentence(VerdictOf(verdicts)
                    + (baseline is null ? "; no baseline is known" : criterion is null ? "; the policy names no threshold" : "")),
                From = from,
                To = to,
                Ticks = [.. DateTicks(from, to, most: 3)],
                Lowest = Score.Minimum(same.Key.Instrument),
                Highest = Score.Maximum(same.Key.Instrument),
                Points =
                [
                    .. scores.Select(score => new FigureScore(score.At.Earliest, _clock.At(score.At.Earliest), score.Points, "")),
                ],
                Levels = [.. LevelsOf(baseline, criterion)],
            };
        }
    }

    // Of several series each is named, unless they say the same.
    private static string VerdictOf((string Protocol, string Says)[] verdicts) =>
        verdicts.DistinctBy(static one => one.Says).ToArray() switch
        {
            [] => "No verdict rests on it",
            [var only] => $"By the rules: {only.Says}",
            _ => "By the rules: " + string.Join("; ", verdicts.Select(static one => $"{Wording.Name(one.Protocol)} infusions, {one.Says}")),
        };

    // The threshold is the policy's; where it lies on the scale follows from the baseline of the decision.
    private static IEnumerable<FigureLevel> LevelsOf(decimal? baseline, ResponseCriterion? criterion)
    {
        if (baseline is { } points)
        {
            yield return new(points, "baseline", FigureLine.Dashed);
            if (criterion is not null && points > 0)
            {
                yield return new(
                    points * (100 - criterion.ResponsePercent) / 100,
                    string.Create(CultureInfo.InvariantCulture, $"a drop of {criterion.ResponsePercent:0.##} % from the baseline"),
                    FigureLine.Full);
            }
        }

        if (criterion?.Remission is { } remission)
        {
            yield return new(remission.CutOff, $"remission ({remission.Name})", FigureLine.Dotted);
        }
    }

    private ResponseCriterion? CriterionOf(Instrument instrument, DecisionDocument? by)
    {
        var policy = rules.Policies.Versions.FirstOrDefault(version => version.Policy.Version == by?.PolicyVersion)?.Policy
            ?? rules.Policies.Versions[^1].Policy;
        return policy.Response?.Criteria.FirstOrDefault(one => one.Instrument == instrument);
    }

    private FigureMark MarkOf(VisitReview visit)
    {
        Instant at = TimeOf(visit.Visit)!.Value;
        (string state, FigureShape shape) = visit.Visit switch
        {
            { CancellationInForce: not null } => ("cancelled", FigureShape.Crossed),
            { IsAborted: true } => ("broken off", FigureShape.Half),
            { Start: not null, KnownEnd: null } => ("begun, no end on record", FigureShape.Half),
            { Start: not null } => visit.IsSession == true ? ("infusion given", FigureShape.Full)
                : ("given; whether it counts is not known", FigureShape.Doubtful),
            _ => _ahead.Any(line => line.Visit.Visit.Id == visit.Visit.Id) ? ("booked", FigureShape.Open)
                : ("what happened is not on record", FigureShape.Doubtful),
        };
        string digits = new([.. visit.Visit.Id.Reverse().TakeWhile(char.IsAsciiDigit).Reverse()]);
        return new(at, _clock.At(at), Wording.Capital(Wording.Name(visit.Visit.Id)), state, shape, digits.Length is 1 or 2 ? digits : "");
    }

    private string NameOf(TimelineEntry entry) => _items.NameOf(entry);

    private readonly DecisionItems _items = new(rules, new(rules.TimeZone), false);

    private static Instant? TimeOf(Visit visit) => (visit.Start ?? visit.Appointment ?? visit.Arrival)?.Earliest;

    private Instant StartOf(LocalDate date) => rules.TimeZone.AtLeniently(date.AtMidnight()).ToInstant();

    // A few dates, evenly apart.
    private IEnumerable<FigureTick> DateTicks(Instant from, Instant to, int most = MostTicks)
    {
        LocalDate first = _clock.DateOf(from);
        int days = Period.DaysBetween(first, _clock.DateOf(to));
        int step = Math.Max(1, ((2 * days) + most - 1) / (2 * (most - 1)));
        LocalDatePattern pattern = first.Year == _clock.DateOf(to).Year ? _day : _dayOfYear;
        for (int day = 0; day <= days; day += step)
        {
            Instant at = Instant.Max(StartOf(first.PlusDays(day)), from);
            yield return new(at, pattern.Format(first.PlusDays(day)));
        }
    }

    private static LocalDate? Date(DecisionDocument? document, string id) =>
        LocalDatePattern.Iso.Parse(Wording.ValueOf(document, id) ?? "") is { Success: true, Value: var date } ? date : null;

    private static decimal? Number(DecisionDocument? document, string id) =>
        decimal.TryParse(Wording.ValueOf(document, id), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : null;
}
