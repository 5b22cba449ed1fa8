using System.Globalization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Rule = Infusion.Rules.Tables.Rule;

namespace Infusion.Rules.Sample;

/// <summary>One record as a page: what was decided, why, and by which rule.</summary>
internal sealed class RecordPage(InfusionRules rules, CourseReview review, IAnsiConsole console)
{
    private static LocalDatePattern Date { get; } = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    // A time that is no whole minute is shown with its seconds, so that no restriction looks shorter than it is.
    private static ZonedDateTimePattern Seconds { get; } =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm:ss.FFFFFFFFF", null);

    private static ZonedDateTimePattern Clock { get; } = ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm", null);

    private static ZonedDateTimePattern TimeOnly { get; } = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm", null);

    private static ZonedDateTimePattern DayAndTime { get; } = ZonedDateTimePattern.CreateWithInvariantCulture("ddd HH:mm", null);

    private readonly Lines _lines = new(console);

    public void Write()
    {
        _lines.Title(
            $"Record {review.Record.Id}, judged {At(review.Record.AsOf)}",
            $"By the rules of {rules.Policy.Name}, version {rules.Version.Version}");
        Course();
        Questions();
        Owed();
        Gaps();
        Consultation();
        Protocol();
        foreach (VisitReview visit in review.Visits)
        {
            Visit(visit);
        }

        Response();
        Maintenance();
        Statement();
        _lines.Note("The clinic's published rules, not medical advice. The clinician decides.");
    }

    private void Course()
    {
        if (!review.Contradictions.IsEmpty)
        {
            _lines.Section("The record contradicts itself");
            foreach (Contradiction one in review.Contradictions)
            {
                _lines.Add("One of two", one.Says, Tone.Bad, $"void one of the two: {one.FirstPath} or {one.SecondPath}.");
            }
        }

        _lines.Section("Where the patient is, and what is next");
        Add("Stage", review.Stage);
        if (review.Continuation is { } continuation && !continuation.Has(ContinuationOutcome.NoWarning))
        {
            Add("Another session", continuation);
        }

        if (review.Driving is { } driving && !driving.Has(DrivingOutcome.RestrictionElapsed))
        {
            Add("Driving", driving);
        }

        if (review.NextSteps.IsEmpty)
        {
            _lines.Add("Next", review.Next.Status == DecisionStatus.Determined ? "Nothing" : "Not known yet", null);
        }

        foreach (NextStep step in review.NextSteps)
        {
            string visit = step.Visit is { } id ? $", {Lines.Words(id).ToLowerInvariant()}" : "";
            _lines.Add(
                "Next", $"{Lines.Words(step.Kind.ToString())}{visit}: {Person(step.By)}{Dates(step)}", Tone.Plain,
                string.Join(' ', step.Rules.Select(rule => $"{rule.Says}.")), step.Rules.FirstOrDefault());
            foreach (Rule rule in step.Against)
            {
                _lines.Add("Against it", rule.Says, rule, Tone.Careful);
            }
        }
    }

    // A question of a decision further down is asked here, once; what no live decision needs is not asked at all.
    private void Questions()
    {
        if (review.Questions.IsEmpty)
        {
            return;
        }

        _lines.Section("To ask");
        foreach (OpenQuestion question in review.Questions)
        {
            string until = question.Until is { } last ? $", until {At(last)}" : "";
            _lines.Add(
                question.About is { } about ? Lines.Words(about) : "The patient", question.Question.Ask, Tone.Careful,
                $"ask {Person(question.By)}{until}.\nThe answer goes to {question.Path}.");
        }
    }

    private void Owed()
    {
        if (review.Statement is not { } statement)
        {
            if (!review.Contradictions.IsEmpty && !review.Visits.IsEmpty)
            {
                _lines.Section("Owed and open");
                _lines.Add("Charges so far", "Not decided: the record contradicts itself about it.", null);
            }

            return;
        }

        _lines.Section("Owed and open");
        _lines.Add("Charges so far", statement.Total?.ToString() ?? $"{statement.KnownTotal} and what is not known yet", null);
        if (review.Ledger?.Of(review.Record.Id) is { Open.IsZero: false } credits)
        {
            _lines.Add("Open credits", $"{credits.Open}, for the next visit.", RuleNamed("referral.credit"));
        }
    }

    private void Gaps()
    {
        if (review.DocumentationGaps.IsEmpty)
        {
            return;
        }

        _lines.Section("Not on record of visits that are over; nothing to come needs it");
        foreach (IGrouping<string?, OpenQuestion> of in review.DocumentationGaps.GroupBy(gap => gap.About))
        {
            string[] asked = [.. of.Select(gap => gap.Question.Ask).Distinct()];
            _lines.Add(of.Key is { } about ? Lines.Words(about) : "The patient", string.Join(' ', asked), null);
        }
    }

    private static string Person(ClinicPerson person) => person switch
    {
        ClinicPerson.Nurse => "a nurse",
        ClinicPerson.Desk => "the desk",
        ClinicPerson.Physician => "the physician",
        _ => "the patient",
    };

    private static string Dates(NextStep step)
    {
        string dates = (step.Earliest, step.Latest) switch
        {
            ({ } from, { } to) when from == to => $", {Date.Format(from)}",
            ({ } from, { } to) => $", from {Date.Format(from)} to {Date.Format(to)}",
            ({ } from, null) => $", from {Date.Format(from)}",
            (null, { } to) => $", to {Date.Format(to)}",
            _ => "",
        };
        return step.Recommended is { } date && date != step.Earliest ? $"{dates}, recommended {Date.Format(date)}" : dates;
    }

    private bool IsOver(VisitReview visit) => visit.Fee is not null || visit.Visit.Left is not null
        || (visit.Visit.Start ?? visit.Visit.Appointment)!.Value.Latest.InZone(rules.TimeZone).Date
            < review.Record.AsOf.InZone(rules.TimeZone).Date;

    private void Consultation()
    {
        _lines.Section("Consultation and eligibility");
        if (review.Consultation is { } consultation)
        {
            Rule call = rules.Table("consultation.call").Rules[0];
            _lines.Add("Call", $"{call.Says}.", call);
            Add("Sections", consultation);
        }

        if (review.Eligibility is { } eligibility)
        {
            EligibilityRules eligible = rules.Eligibility;
            IEnumerable<StatedCondition> conditions = review.Applicant!.Assessment.Conditions.Where(one => one.Entry.Voided is null);
            foreach ((StatedCondition stated, Decision<ConditionOutcome> condition) in
                conditions.Zip(eligible.DecideConditions(review.Applicant)))
            {
                string name = stated.Name is not { } given ? "A condition"
                    : eligible.Find(given) is { } listed && !listed.Name.Equals(given.Text, StringComparison.OrdinalIgnoreCase)
                        ? $"{given} ({listed.Name})"
                    : given.Text;
                Rule? rule = condition.DecidingRules.FirstOrDefault();
                _lines.Add("Condition", $"{name}: {Outcome(Named(condition), condition.Status)}",
                    ToneOf(Named(condition), condition.Status),
                    rule is null ? "" : $"{rule.Says}.", rule);
            }

            foreach (Rule finding in eligible.DecideFindings(review.Applicant).DecidingRules)
            {
                _lines.Add("Noted", $"{finding.Says}.", finding, Tone.Careful);
            }

            Add("Candidate?", eligibility);
        }

        if (review.Booking is { } booking)
        {
            Add("Booking", booking);
        }

        if (review.Continuity is not null)
        {
            foreach (Rule told in review.Statements.Rules.Where(rule => rule.Modality == Modality.Required))
            {
                _lines.Add("Patient is told", $"{told.Says}.", told);
            }

            foreach (Rule finding in rules.Continuity.DecideFindings(review.Record.Continuity!).DecidingRules
                         .Where(rule => rule.Id.StartsWith("continuity.provider", StringComparison.Ordinal)))
            {
                _lines.Add("Noted", $"{finding.Says}.", finding, Tone.Careful);
            }
        }
    }

    private void Protocol()
    {
        if (review.Protocol is not { } protocol)
        {
            return;
        }

        _lines.Section("Protocol");
        string[] named = [.. protocol.ToDocument().Values.Where(value => value.Id == "protocol.named").Select(value => value.Value)];
        Add("Protocol", protocol, named.Length == 0 ? null : string.Join(", ", named));
        if (review.Route is { } route)
        {
            Add("Route", route);
        }

        if (review.Induction is { } induction)
        {
            DecisionDocument document = induction.ToDocument();
            Add(
                "Induction", induction,
                $"{Lines.Words(Named(induction))}, {Count(document.Parts.Length, "completed session")}");
            foreach (Rule finding in document.Parts.SelectMany(DecidingRules).Distinct())
            {
                _lines.Add("Noted", $"{finding.Says}.", finding, Tone.Careful);
            }
        }
    }

    private void Visit(VisitReview visit)
    {
        string number = visit.IsSession == true ? $", session {visit.CompletedBefore + 1}" : visit.Fee is null ? "" : ", cancelled";
        _lines.Section($"{Lines.Words(visit.Visit.Id)} - {At((visit.Visit.Appointment ?? visit.Visit.Start)!.Value.Earliest)}{number}");
        if (visit.Timeline is { } timeline && !IsOver(visit))
        {
            _lines.Timeline([.. timeline.Entries.Select(entry => (
                TimeOf(entry.At, visit.Visit.Appointment!.Value.Earliest), NameOf(entry),
                entry.Basis == TimeBasis.Recorded ? "recorded" : "planned", RuleNamed(entry.Rule)))]);
        }

        Fast("Fast", visit, visit.FastingPlan);
        if (visit.FastingAtStart is { } atStart && Named(atStart) != Named(visit.FastingPlan))
        {
            Fast("Fast at start", visit, atStart);
        }

        foreach (Decision<AsaOutcome> advisory in visit.FastingAdvisories.Where(
                advisory => advisory.Status == DecisionStatus.Determined && advisory.Outcome != AsaOutcome.Met))
        {
            Rule minimum = advisory.DecidingRules[0];
            string missing = advisory.Facts.FirstOrDefault(line => line.LimitCode is not null) is { LimitCode: { } limit } line
                ? $"; {Elapsed(Duration.FromNanoseconds(limit - line.Value.Low))} short of it"
                : "";
            _lines.Add("Advisory", $"{minimum.Says}{missing}.", minimum, Tone.Careful);
        }

        if (visit.Arrival is { } arrival && visit.Visit.Arrival is not null)
        {
            Add(
                "Arrival", arrival,
                ValueOf(arrival, "visit.late-by") is { } late
                ? $"Late by {Elapsed(PeriodPattern.NormalizingIso.Parse(late).Value.ToDuration())}"
                : null);
        }

        if (visit.InboundRide is { } inbound && !inbound.Has(InboundRideOutcome.NotNeeded))
        {
            Add("Way to the clinic", inbound);
        }

        if (visit.Release is { } release)
        {
            Add("Release", release);
            foreach (Rule hold in rules.Visits.DecideReleaseFindings(visit.Visit, release.At).DecidingRules)
            {
                _lines.Add("Noted", $"{hold.Says}.", hold, Tone.Careful);
            }

        }

        if (visit.Driving is { } driving && !IsOver(visit))
        {
            Add("Driving", driving);
        }

        if (visit.Fee is { } fee)
        {
            Add("Fee", fee, $"{Lines.Words(Named(fee))}, {visit.FeeAmount?.ToString() ?? "amount not known"}");
        }

        if (visit.Reschedule is { } next)
        {
            Add(
                "New appointment", next,
                Lines.Words(Named(next))
                    + (visit.Visit.Cancellation?.NewAppointment is { } appointment ? $", {At(appointment.Earliest)}" : ""));
        }
    }

    private string NameOf(TimelineEntry entry) =>
        rules.Policy.Fasting?.Kinds.FirstOrDefault(kind => kind.Rule == entry.Rule) is { } kind
            ? $"{kind.Name} end by"
            : Lines.Words(entry.Name);

    private void Fast(string label, VisitReview visit, Decision<FastingOutcome> fast)
    {
        Rule? violated = fast.Has(FastingOutcome.Violation) ? RuleNamed("fasting.violation") : null;
        _lines.Add(
            label, Outcome(Named(fast), fast.Status), ToneOf(Named(fast), fast.Status),
            violated is null ? "" : $"{violated.Says}.", violated);
        if (IsOver(visit) && fast is { Status: DecisionStatus.Determined, Outcome: FastingOutcome.Compliant })
        {
            return;
        }

        foreach (DecisionDocument intake in fast.ToDocument().Parts.Where(part => part.Decision == "fasting.intake"))
        {
            FactDocument? elapsed = intake.Facts.FirstOrDefault(line => line.Limit is not null);
            string margin = elapsed is null ? "" : $": {elapsed.Observed} before, limit {elapsed.Limit}, {elapsed.Margin}";
            string what = intake.Subject ?? "something";
            Rule? rule = DecidingRules(intake).FirstOrDefault();
            bool isCompliant = intake is { Status: DecisionStatus.Determined, Outcome: nameof(FastingOutcome.Compliant) };
            string verdict = isCompliant ? "" : $" {Outcome(intake.Outcome, intake.Status)}.";
            _lines.Add(
                "", $"{Lines.Words(what)}{margin}.{verdict}", rule, isCompliant ? Tone.Plain : ToneOf(intake.Outcome, intake.Status));
        }

        if (
            fast is { Status: DecisionStatus.Determined, Outcome: not FastingOutcome.Compliant } && !IsOver(visit)
            && rules.Fasting.EarliestAppointment(visit.Visit) is { } earliest)
        {
            _lines.Add("", $"Earliest appointment that meets the fast: {At(earliest)}.", RuleNamed("fasting.violation"));
        }

    }

    private void Response()
    {
        foreach (SeriesReview series in review.Series)
        {
            Response(series);
        }

        if (!review.Series.IsEmpty)
        {
            Disclaimer();
        }
    }

    private void Response(SeriesReview series)
    {
        Decision<ResponseOutcome> response = series.Response;
        DecisionDocument document = response.ToDocument();
        string after = document.Values.FirstOrDefault(value => value.Id == "response.completed-sessions")?.Value is { } sessions
            ? $", after {sessions} {(sessions == "1" ? "session" : "sessions")}"
            : "";
        string protocol = series.Protocol is { } known ? $" to {known.Text} infusions" : "";
        _lines.Section($"Response{protocol}{after}");
        foreach ((ScoredInstrument scored, DecisionDocument instrument) in rules.Response.Scored(series.Scored)
                .Zip(document.Parts.SelectMany(condition => condition.Parts)))
        {
            if (scored.Instrument is not { } name)
            {
                continue;
            }

            string change = scored is { Baseline: { } baseline, Current: { } current }
                && ResponseRules.PercentDropped(scored) is { } percent
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{baseline.Points:0.####} to {current.Points:0.####}, {(percent >= 0 ? "down" : "up")} {Math.Abs(percent):0.#} %: ")
                : "";
            string outcome = change + Lines.Words(instrument.Outcome);
            Rule? rule = DecidingRules(instrument).FirstOrDefault();
            _lines.Add(
                InstrumentName(name), Outcome(outcome, instrument.Status), ToneOf(outcome, instrument.Status),
                rule is null ? "" : $"{rule.Says}.", rule);
            foreach (Rule finding in instrument.Parts.SelectMany(DecidingRules))
            {
                _lines.Add("Noted", $"{finding.Says}.", finding);
            }
        }

        Add("As a whole", response);
    }

    private void Maintenance()
    {
        if (review is not { MaintenanceCourse: { } course, Maintenance: { } maintenance, Recommendation: { } recommended })
        {
            return;
        }

        MaintenanceRules maintained = rules.Maintenance;
        _lines.Section("Maintenance");
        Add(
            "Today", maintenance,
            Named(maintenance) + (maintained.DaysEarly(course) is { } days ? $", {Count(days, "day")} early" : ""));
        if (maintained.WindowOf(course) is { } window)
        {
            _lines.Add(
                "Window", $"{Date.Format(window.Earliest)} to {Date.Format(window.Latest)}, both included.",
                RuleNamed("maintenance.window"));
        }

        if (recommended.Has(MaintenanceBasis.BeforeMaintenance))
        {
            return;
        }

        string dates = maintained.RecommendedWindow(course) is not { } fits ? ""
            : fits.Earliest == fits.Latest ? $", {Date.Format(fits.Earliest)}"
            : $", {Date.Format(fits.Earliest)} to {Date.Format(fits.Latest)}";
        Add("Recommended date", recommended, Lines.Words(Named(recommended)) + dates);
    }

    private void Statement()
    {
        if (review.Statement is not { } statement)
        {
            return;
        }

        _lines.Section("Statement of charges");
        _lines.Charges(
            [.. statement.Lines.Select(line => (
                $"{Lines.Words(line.Appointment)}: {Lines.Words(line.Kind.ToString())}",
                line.Amount?.ToString() ?? (line.Kind == StatementLineKind.Fee ? "open" : "price not given"), (Rule?)line.Rule))],
            statement.Total?.ToString() ?? $"{statement.KnownTotal} and what is not known yet");
        if (review.Ledger is { Credits.IsEmpty: false, Total: var total } && RuleNamed("referral.credit") is { } credit)
        {
            _lines.Add(
                "Referrals", $"Earned {total.Earned}: applied {total.Applied}, forfeited {total.Forfeited}, open {total.Open}.", credit);
        }

        foreach (Rule note in DecidingRules(statement.ToDocument()))
        {
            _lines.Add("Noted", $"{note.Says}.", note);
        }
    }

    private void Disclaimer() => _lines.Add("Please note", $"{RuleNamed("course.not-a-cure")!.Says}.", RuleNamed("course.not-a-cure"));

    private void Add<TOutcome>(string label, Decision<TOutcome> decision, string? text = null)
        where TOutcome : struct, Enum
    {
        string outcome = text ?? Named(decision);
        Rule? rule = decision.DecidingRules.FirstOrDefault();
        _lines.Add(label, Outcome(outcome, decision.Status), ToneOf(outcome, decision.Status), rule is null ? "" : $"{rule.Says}.", rule);
    }

    private void Add(string label, string outcome, DecisionStatus status, Explanation explanation) =>
        Add(label, Outcome(outcome, status), ToneOf(outcome, status), explanation);

    private void Add(string label, string outcome, Tone tone, Explanation explanation)
    {
        Rule? rule = explanation.Rules.FirstOrDefault();
        _lines.Add(label, outcome, tone, rule is null ? "" : $"{rule.Says}.", rule);
    }

    private IEnumerable<Rule> DecidingRules(DecisionDocument document) => document.Rules.Select(rule => RuleNamed(rule.Id)).OfType<Rule>();

    private Rule? RuleNamed(string id) => rules.Tables.SelectMany(table => table.Rules).FirstOrDefault(rule => rule.Id == id);

    // An invalid decision has no outcome; its status says so.
    private static string Named<TOutcome>(Decision<TOutcome> decision)
        where TOutcome : struct, Enum =>
        decision.Status == DecisionStatus.Invalid ? nameof(DecisionStatus.Invalid) : decision.Outcome.ToString();

    private static string Outcome(string outcome, DecisionStatus status) => status switch
    {
        DecisionStatus.Determined => Lines.Words(outcome),
        DecisionStatus.Invalid => "The facts contradict each other",
        _ => $"Open; the most cautious until it is known: {Lines.Words(outcome)}",
    };

    private static Tone ToneOf(string outcome, DecisionStatus status) => status != DecisionStatus.Determined ? Tone.Careful : outcome switch
    {
        nameof(FastingOutcome.Violation) or nameof(EligibilityOutcome.NotCandidate) or nameof(ResponseOutcome.LikelyNonResponder) =>
            Tone.Bad,
        nameof(FastingOutcome.Compliant) or nameof(
            EligibilityOutcome.Candidate) or nameof(ResponseOutcome.Responder) or nameof(ConditionOutcome.Listed)
            or nameof(BookingOutcome.Accepted) or nameof(ReleaseOutcome.Release) => Tone.Good,
        nameof(FastingOutcome.ClinicianDecision) or nameof(EligibilityOutcome.ClinicianReview) or nameof(ReleaseOutcome.Hold)
            or nameof(ReleaseOutcome.ContinueMonitoring) or nameof(DrivingOutcome.Restricted) => Tone.Careful,
        _ => Tone.Plain,
    };

    private static string? ValueOf<TOutcome>(Decision<TOutcome> decision, string id)
        where TOutcome : struct, Enum =>
        decision.ToDocument().Values.FirstOrDefault(value => value.Id == id)?.Value;

    private string At(Instant instant) =>
        (instant.ToUnixTimeTicks() % NodaConstants.TicksPerMinute == 0 ? Clock : Seconds).Format(instant.InZone(rules.TimeZone));

    // The day is said only where it is another one than the appointment's.
    private string TimeOf(Instant instant, Instant appointment)
    {
        ZonedDateTime clock = instant.InZone(rules.TimeZone);
        return (clock.Date == appointment.InZone(rules.TimeZone).Date ? TimeOnly : DayAndTime).Format(clock);
    }

    private static string Elapsed(Duration duration)
    {
        long minutes = (long)duration.TotalMinutes;
        string hours = minutes >= 60 ? $"{minutes / 60} h" : "";
        string rest = minutes % 60 > 0 || minutes < 60 ? $"{minutes % 60} min" : "";
        return $"{hours} {rest}".Trim();
    }

    private static string Count(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");

    private static string InstrumentName(Instrument instrument) => instrument switch
    {
        Instrument.PainNrs => "Pain (0 to 10)",
        Instrument.Phq9 => "PHQ-9",
        Instrument.Gad7 => "GAD-7",
        Instrument.Madrs => "MADRS",
        Instrument.Pcl5 => "PCL-5",
        _ => "HIT-6",
    };
}
