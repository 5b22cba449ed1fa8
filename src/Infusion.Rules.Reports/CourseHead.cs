using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>What a tired reader needs of a record in ten seconds.</summary>
internal sealed class CourseHead
{
    private const int MostQuestions = 3;
    private const int MostVisits = 2;
    private const int MostSteps = 2;
    private const int MostEarlier = 3;

    private readonly CourseReview _review;
    private readonly ImmutableArray<DayLine> _ahead;
    private readonly ClinicClock _clock;
    private readonly ImmutableArray<OpenQuestion> _asked;
    private readonly VisitDocuments _documents;
    private readonly VisitReview? _latest;
    private bool _isForClinician;

    public CourseHead(CourseReview review, ImmutableArray<DayLine> ahead, ClinicClock clock, VisitDocuments documents)
    {
        (_review, _ahead, _clock, _documents) = (review, ahead, clock, documents);
        _latest = review.Visits.LastOrDefault(static visit => visit.Visit is { CancellationInForce: null, Start: not null });
        _asked = review.Questions.Length > MostQuestions + 1 ? review.Questions[..MostQuestions] : review.Questions;
        Lines = [.. Made()];
    }

    /// <summary>The lines.</summary>
    public ImmutableArray<ReportLine> Lines { get; }

    /// <summary>Whether a question stands among the lines.</summary>
    public bool IsAsked(OpenQuestion question) => _asked.Contains(question);

    /// <summary>A question with what it is about, whom to ask and until when.</summary>
    public string Asked(OpenQuestion question)
    {
        string about = question.About is { } id ? $"{Wording.Capital(Wording.Name(id))}: " : "";
        string until = question.Until is { } last ? $", by {_clock.At(last, Today)}" : "";
        return Wording.WithDates($"{about}{question.Question.Ask} (ask {Wording.Person(question.By)}{until})");
    }

    private LocalDate Today => _clock.DateOf(_review.Record.AsOf);

    private IEnumerable<ReportLine> Made()
    {
        ImmutableArray<ReportLine> clinician = [.. ForClinician(), .. Earlier()];
        _isForClinician = !clinician.IsEmpty;
        return Made(clinician);
    }

    private IEnumerable<ReportLine> Made(ImmutableArray<ReportLine> clinician) =>
    [
        .. _review.Contradictions.Select(static one => new ReportLine(
            "Record", $"It contradicts itself. {Wording.Contradicting(one)}", Attention.Stop)),
        .. Visits(),
        .. clinician,
        .. Driving(),
        .. Missing(),
        .. Next(),
        .. Owed(),
        Stage(),
        .. Gaps(),
    ];

    private IEnumerable<ReportLine> Visits()
    {
        foreach (DayLine line in _ahead.Take(MostVisits))
        {
            string name = $"{Wording.Capital(Wording.Name(line.Visit.Visit.Id))}, {_clock.At(line.Appointment.Earliest)}";
            yield return line.Action switch
            {
                DayOutcome.Begun => Begun(line, name),
                DayOutcome.Go when _isForClinician => new(
                    "Visit",
                    $"{name}: CLINICIAN FIRST, for what follows. If the clinician agrees, GO by the clinic's rules.{Ride(line)}",
                    Attention.Clinician),
                DayOutcome.Go => new("Visit", $"{name}: GO by the clinic's rules; the clinician decides.{Ride(line)}"),
                DayOutcome.Ask when line.Outcome.Status != DecisionStatus.Determined && IsLater(line) => new(
                    "Visit", $"{name}: booked. {OnTheDay(line)}{Ride(line)}", Attention.Note),
                DayOutcome.Ask => new(
                    "Visit",
                    $"{name}: {(IsForClinician(line) ? "CLINICIAN" : "ASK")} FIRST. "
                        + $"{Why(line, "What is missing is asked below.")}{Ride(line)}",
                    Attention.Clinician),
                _ => new("Visit", $"{name}: STOP. {Why(line, "")}{Earliest(line)}", Attention.Stop),
            };
        }

        if (_ahead.Length > MostVisits)
        {
            yield return new("Visit", $"{Wording.Count(_ahead.Length - MostVisits, "more visit")} booked, below.");
        }

        if (_ahead.IsEmpty)
        {
            DecisionDocument? booking = _review.Booking?.ToDocument();
            yield return booking is { Status: DecisionStatus.Determined, Attention: Attention.Stop }
                ? new("Visit", $"None is booked, and {booking.Says}.", Attention.Stop)
                : new("Visit", "None is booked.");
        }
    }

    private static bool IsForClinician(DayLine line) => line.Outcome.Status == DecisionStatus.Determined
        && line.Reasons.Any(static rule => rule.Id is "day.score" or "day.fast-clinician" or "day.beyond-induction" or "day.beyond-year");

    private static string Ride(DayLine line) =>
        line.Ride is { Status: DecisionStatus.Determined, Outcome: InboundRideOutcome.InboundRideNeeded }
        && !line.Reasons.Any(static rule => rule.Id == "day.ride") ? " Somebody else drives the patient here." : "";

    private DecisionDocument FastOf(DayLine line) => _documents.Of(line.Visit).First(static one => one.Decision == "fasting.plan");

    // When the fast would be met is arithmetic, and the page's own remedy is another day.
    private string Earliest(DayLine line)
    {
        DecisionDocument fast = FastOf(line);
        string unmet = Wording.ValueOf(fast, "fasting.asa-unmet-then") is not null
            ? ", and the anesthesiologists' guideline not even then"
            : "";
        return Wording.ValueOf(fast, "fasting.earliest-appointment") is { } earliest
            ? $" The page's remedy is another day; by arithmetic alone the fast would be met at {Time(earliest)}{unmet}."
            : "";
    }

    private string Time(string instant) =>
        NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant) is { Success: true, Value: var at } ? _clock.At(at, Today) : instant;

    private bool IsLater(DayLine line) => _clock.DateOf(line.Appointment.Earliest) > Today;

    // What is decided on the day itself is no question today.
    private string OnTheDay(DayLine line)
    {
        string first = _isForClinician ? "A clinician looks at what follows before it. " : "";
        string[] asked = [.. line.Outcome.Questions.Select(static question => question.Ask).Distinct()];
        string then = asked.Length == 0 ? "" : $"; then it is asked: {string.Join(" ", asked.Take(2))}";
        return first + Wording.Sentence($"Whether it goes ahead is decided on the day{then}");
    }

    private string Look => _isForClinician ? " A clinician looks first at what follows." : "";

    private ReportLine Begun(DayLine line, string name)
    {
        Visit visit = line.Visit.Visit;
        if (visit.KnownEnd is null)
        {
            return new("Visit", $"{name}: the infusion is running, or its end is not on record.");
        }

        DecisionDocument? release = line.Visit.Release?.ToDocument();
        string[] holds =
        [
            .. (release?.Parts ?? []).Where(static part => part is { Decision: "visit.release-findings", Attention: Attention.Stop })
                .Select(static part => part.Says.Replace("; more is not known yet", "", StringComparison.Ordinal)),
        ];
        string over = visit.IsAborted ? "the infusion was broken off" : "the infusion is over";
        return release switch
        {
            null => new("Visit", $"{name}: {over}."),
            { Status: DecisionStatus.Determined, Attention: Attention.Stop } => new(
                "Visit", $"{name}: {over}. DO NOT RELEASE YET: {string.Join("; ", holds.DefaultIfEmpty(release.Says))}.{Look}",
                Attention.Stop),
            { Status: DecisionStatus.Determined } => new("Visit", $"{name}: {over}. Release: {release.Says}.{Look}"),
            _ => new(
                "Visit",
                $"{name}: {over}. DO NOT RELEASE YET: {string.Join("; ", holds.Append("something is not known yet, asked below"))}.{Look}",
                Attention.Stop),
        };
    }

    // A fast that is not met says what was short, and by how much.
    private string Why(DayLine line, string otherwise)
    {
        string[] reasons = [.. line.Reasons.Select(static rule => Wording.Sentence(rule.Says))];
        string[] shorts =
        [
            .. FastOf(line).Parts.Where(static part => part.Outcome == nameof(FastingOutcome.Violation))
                .Select(part => Wording.ValueOf(part, "fasting.short-by") is { } by
                    ? $"{Wording.Capital(part.Subject ?? "an intake")}: {Wording.Value(by, _clock)} short."
                    : ""),
        ];
        return string.Join(" ", reasons.Concat(line.Action == DayOutcome.Stop ? shorts : []).Append(line.Action == DayOutcome.Ask
            && line.Outcome.Status != DecisionStatus.Determined ? otherwise : "").Where(static part => part.Length > 0));
    }

    // Everything that a clinician looks at and that is not over: of the patient, of the visits ahead and the latest infusion, and of the
    // latest series.
    private IEnumerable<ReportLine> ForClinician()
    {
        IEnumerable<VisitReview> visits = _ahead.Select(static line => line.Visit);
        var found = new List<(string About, string Says, string? Subject)>();
        foreach (DecisionDocument document in Patient())
        {
            Find(document, "", found);
        }

        foreach (VisitReview visit in _latest is null || visits.Contains(_latest) ? visits : [_latest, .. visits])
        {
            string name = Wording.Name(visit.Visit.Id);
            if (visit.Visit.FellAt is { } fell)
            {
                found.Add((Wording.Capital(name), $"the patient fell, last at {_clock.At(fell.Latest)}", null));
            }

            foreach (DecisionDocument document in _documents.Of(visit))
            {
                if (document is { Decision: "visit.checklist", Attention: Attention.Note } && visit.Visit.Start is not null)
                {
                    found.Add(($"{Wording.Capital(name)}, begun although", document.Says, null));
                }

                if (document.Decision == "visit.release" && visit.Visit.Left is not null && document.Attention == Attention.Stop)
                {
                    found.AddRange(document.Parts.Where(static part => part is
                    { Decision: "visit.release-findings", Attention: Attention.Stop })
                        .Select(part => (
                            $"{Wording.Capital(Wording.Name(visit.Visit.Id))}, the patient left although", part.Says, (string?)null)));
                }
                else
                {
                    Find(document, $"{name}, ", found);
                    if (document.Decision == "visit.side-effects" && found.Count > 0 && IsSeen(visit.Visit, document.Subject))
                    {
                        found[^1] = found[^1] with { Says = $"{document.Says}; a clinician has looked at it" };
                    }
                }
            }
        }

        foreach (DecisionDocument document in Course())
        {
            Find(document, "", found);
        }

        foreach (DayLine line in _ahead)
        {
            found.AddRange(line.ForClinician
                .Where(rule => found.TrueForAll(one => !one.Says.Contains(rule.Says, StringComparison.OrdinalIgnoreCase)))
                .Where(static rule => rule.Id.StartsWith("protocol.", StringComparison.Ordinal)
                    || rule.Id.StartsWith("maintenance.", StringComparison.Ordinal))
                .Select(rule => (Wording.Name(line.Visit.Visit.Id), rule.Says, (string?)null)));
        }

        // What is said of one matter by name is not said of all of them once more.
        found.RemoveAll(one => one.Subject is null && found.Exists(other => other.Subject is not null && other.Says == one.Says));
        return found.DistinctBy(static one => (one.Says, one.Subject)).GroupBy(static one => (one.About, one.Says)).Select(static same =>
        {
            string subjects = string.Join(", ", same.Select(static one => one.Subject).OfType<string>().Distinct());
            return new ReportLine(
                "Clinician", Wording.Sentence($"{same.Key.About}{(subjects.Length == 0 ? "" : $" ({subjects})")}: {same.Key.Says}"),
                Attention.Clinician);
        });
    }

    private static bool IsSeen(Visit visit, string? effect) =>
        visit.SideEffects.Any(one => one is { Entry.Voided: null, SeenAt: not null } && one.Effect?.Text == effect);

    // What stands open of older visits is named here and told below.
    private IEnumerable<ReportLine> Earlier()
    {
        string[] visits =
        [
            .. _review.Visits.Where(visit => visit != _latest && _ahead.All(line => line.Visit != visit)
                    && visit.Visit is { CancellationInForce: null, Start: not null }
                    && _documents.Of(visit).Any(static one => one.Decision is "visit.side-effects" or "visit.release" or "visit.conduct"
                        or "visit.infusion" && one.Attention is Attention.Clinician or Attention.Stop))
                .Select(static visit => Wording.Name(visit.Visit.Id)),
        ];
        if (visits.Length > 0)
        {
            string which = visits.Length <= MostEarlier ? string.Join(", ", visits) : Wording.Count(visits.Length, "earlier visit");
            yield return new("Clinician", $"Something stands open, and is told below, of {which}.", Attention.Clinician);
        }
    }

    private void Find(DecisionDocument document, string of, List<(string About, string Says, string? Subject)> found)
    {
        const string OpenScreens = "eligibility.screens-not-answered";
        if (Wording.ValueOf(document, OpenScreens) is { } open)
        {
            found.Add((DecisionWords.LabelOf(OpenScreens), open, null));
        }

        // What holds a release, a start or a booking is said with the visit.
        if (document.Decision is "visit.release" or "visit.start" or "consultation.booking" && document.Attention == Attention.Stop)
        {
            foreach (DecisionDocument part in document.Parts.Where(static part =>
                part.Decision.StartsWith("eligibility", StringComparison.Ordinal)
                || part.Decision.StartsWith("consultation", StringComparison.Ordinal)))
            {
                Find(part, of, found);
            }

            return;
        }

        // A fast is said intake by intake, and one that is not met with the visit.
        bool isFast = document.Decision is "fasting.plan" or "fasting.at-start" && !document.Parts.IsEmpty;
        bool isShort = document.Decision == "fasting.intake" && document.Attention == Attention.Stop;

        // A medicine that was compared with nothing is not one without an interaction.
        bool isUncompared = document is { Decision: "continuity.interaction", Attention: Attention.NotPublished, Subject: not null };
        bool isLookedAt = document.Attention is Attention.Clinician or Attention.Stop || isUncompared;
        if (isLookedAt && !isFast && !isShort && document.Status != DecisionStatus.Invalid)
        {
            string? recognised = Wording.ValueOf(document, "continuity.recognised");
            string? subject = document.Subject is { } id && !Wording.IsOfVisit(document)
                ? recognised is null || id.Contains(recognised, StringComparison.OrdinalIgnoreCase)
                    ? Wording.Subject(document, _clock)
                    : $"{id}, which is {recognised}"
                : null;
            subject ??= Wording.ValueOf(document, "visit.blood-pressure-measured");
            string title = of.Length == 0 ? document.Title : document.Title.ToLowerInvariant();
            found.Add((Wording.Capital(of + title), document.Says, subject));
        }

        foreach (DecisionDocument part in document.Parts)
        {
            Find(part, of, found);
        }
    }

    private IEnumerable<DecisionDocument> Patient() => new DecisionDocument?[]
    {
        _review.Eligibility?.ToDocument(), _review.Booking?.ToDocument(), _review.Continuity?.ToDocument(),
        _review.Record.Protocol is null && _review.LatestSeries is null ? _review.Protocol?.ToDocument() : null,
    }.OfType<DecisionDocument>();

    private IEnumerable<DecisionDocument> Course()
    {
        bool isUnlikely = _review.Response?.Has(ResponseOutcome.LikelyNonResponder) == true;
        IEnumerable<DecisionDocument?> all =
        [
            _review.Response?.ToDocument() is not { } response ? null
                : response with
                {
                    Parts = [],
                    Says = isUnlikely && _review.Continuation?.ToDocument() is { } another
                        ? $"{response.Says}; {another.Says}"
                        : response.Says,
                },
            isUnlikely ? null : _review.Continuation?.ToDocument(),
            .. (_review.LatestSeries?.AfterMaintenance ?? []).Select(static score => score.ToDocument()),
            .. _review.LatestScores.Select(static score => score.ToDocument()),
            _review.Maintenance?.ToDocument(),
        ];
        return all.OfType<DecisionDocument>();
    }

    private IEnumerable<ReportLine> Driving()
    {
        if (_review.Driving?.ToDocument() is not { } driving
            || (driving.Outcome != nameof(DrivingOutcome.Restricted) && driving.Status != DecisionStatus.Invalid))
        {
            yield break;
        }

        if (driving.Status == DecisionStatus.Invalid)
        {
            yield return new(
                "Driving", "Cannot be decided while the record contradicts itself; until then no driving and no heavy machinery.",
                Attention.Stop);
            yield break;
        }

        string until = Wording.ValueOf(driving, "visit.driving-restriction-end") is { } end
            ? $" until {Wording.Value(end, _clock)}"
            : "";
        yield return new(
            "Driving", driving.Status == DecisionStatus.Determined
                ? $"No driving and no heavy machinery{until}.{Again}"
                : $"Not known yet; until it is, no driving and no heavy machinery{until}.",
            Attention.Note);
    }

    // What runs now says nothing of what begins after an infusion that is still to come today.
    private string Again => _ahead.Any(line => line.Action != DayOutcome.Begun && _clock.DateOf(line.Appointment.Earliest) == Today)
        ? " A new one begins after today's infusion."
        : "";

    private IEnumerable<ReportLine> Missing()
    {
        foreach (OpenQuestion question in _asked)
        {
            yield return new("Missing", Asked(question), Attention.Note);
        }

        if (_review.Questions.Length > _asked.Length)
        {
            int more = _review.Questions.Length - _asked.Length;
            yield return new("Missing", $"{Wording.Count(more, "more question")}, below.", Attention.Note);
        }

        if (_review.Questions.IsEmpty)
        {
            bool isSettled = !_isForClinician && _review.Contradictions.IsEmpty && _ahead.All(line => line.Action == DayOutcome.Go
                || (IsLater(line) && line.Outcome.Status == DecisionStatus.NeedsInformation));
            yield return new(
                "Missing", isSettled ? "No question is open." : "The lines above are not settled; no further question.");
        }
    }

    private IEnumerable<ReportLine> Next()
    {
        if (_review.NextSteps.IsEmpty)
        {
            yield return new("Next", _review.Next.Status switch
            {
                DecisionStatus.Determined => "Nothing: no step is open.",
                DecisionStatus.Invalid when _review.Contradictions.IsEmpty => "Cannot be decided; why stands below.",
                DecisionStatus.Invalid => "Not known while the record contradicts itself.",
                _ => "Not known until the missing answers are there.",
            });
        }

        // That a patient is not released yet is said with the visit, and so is the time of one that is booked.
        NextStep[] steps = [.. _review.NextSteps.Where(step => step.Against.IsEmpty
            || (step.Kind != NextStepKind.ReleasePatient && !IsStopped(step)))];
        if (_review.NextSteps.FirstOrDefault(IsStopped) is { Visit: { } stopped })
        {
            yield return new("Next", $"The clinic decides what becomes of {Wording.Name(stopped)}, such as another day.");
        }

        foreach (NextStep step in steps.Take(MostSteps))
        {
            bool isBooked = _ahead.Any(line => line.Visit.Visit.Id == step.Visit);
            bool isNow = step.Latest is null && step.Earliest == Today;
            string dates = isBooked || isNow ? "" : ClinicClock.Between(step.Earliest, step.Latest);
            string recommended = !isBooked && step.Recommended is { } date && date != step.Earliest && !(date == step.Latest)
                ? $", recommended {ClinicClock.On(date)}"
                : "";
            yield return new("Next", Wording.Sentence(
                (step.Against.IsEmpty && !IsOpen(step) ? "" : "once what stands above is settled: ")
                + step.Says + (step.Visit is { } visit ? $", {Wording.Name(visit)}" : "")
                + $" ({Wording.Person(step.By)})" + (dates.Length == 0 ? "" : " " + dates) + recommended));
        }

        if (steps.Length > MostSteps)
        {
            yield return new("Next", $"{Wording.Count(steps.Length - MostSteps, "more step")}, below.");
        }
    }

    // An infusion is given once nothing is asked first, and nobody has to look first.
    private bool IsOpen(NextStep step) => step.Kind == NextStepKind.GiveInfusion && (_isForClinician || !_review.Contradictions.IsEmpty
        || _ahead.Any(line => line.Visit.Visit.Id == step.Visit && line.Action != DayOutcome.Go));

    private bool IsStopped(NextStep step) =>
        _ahead.Any(line => line.Visit.Visit.Id == step.Visit && line.Action == DayOutcome.Stop);

    private ReportLine Stage()
    {
        DecisionDocument stage = _review.Stage.ToDocument();
        string response = _review.Response?.ToDocument() is { Status: DecisionStatus.Determined } one
            && !_review.Stage.Has(CourseStage.DiscontinuationRecommended)
            && _review.LatestSeries?.AfterMaintenance.Any(static score => score.Outcomes.Certain != 0) != true
                ? $"; response: {one.Says}"
                : "";
        string finality = _review.LatestSeries?.Finality is { Status: DecisionStatus.Determined, Outcome: ResponseFinality.Provisional }
            ? " (provisional)"
            : "";
        DecisionDocument? maintenance = _review.Maintenance?.ToDocument();
        string? Window(string id) => Wording.ValueOf(maintenance, id);
        string window = Window("maintenance.earliest") is { } from && Window("maintenance.latest") is { } to
            ? $"; window {Wording.Value(from, _clock)} to {Wording.Value(to, _clock)}"
            : "";
        return new("Stage", Wording.Sentence(stage.Says + window + response + (response.Length == 0 ? "" : finality)), stage.Attention);
    }

    private IEnumerable<ReportLine> Owed()
    {
        if (_review.Statement is not { } statement)
        {
            if (!_review.Contradictions.IsEmpty && !_review.Visits.IsEmpty)
            {
                yield return new("Owed", "Not decided: the record contradicts itself about it.");
            }

            yield break;
        }

        string paid = statement.KnownTotal.IsZero ? "" : " What was paid is not on record.";
        string credits = _review.Ledger?.Of(_review.Record.Id) is { } ledger
            ? (ledger.Open.IsZero ? "" : $" Open referral credits: {ledger.Open}.")
                + (ledger.Forfeited.IsZero ? "" : $" Forfeited credits: {ledger.Forfeited}.")
            : "";
        yield return new("Owed", $"{Wording.Sentence(statement.ToDocument().Says)}{paid}{credits}");
    }

    private IEnumerable<ReportLine> Gaps()
    {
        if (!_review.DocumentationGaps.IsEmpty)
        {
            string entries = Wording.Count(_review.DocumentationGaps.Length, "entry", "entries");
            yield return new("Gaps", $"{entries} not on record of visits that are over, below.");
        }
    }
}
