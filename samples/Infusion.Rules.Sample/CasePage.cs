using System.Globalization;
using Infusion.Rules.Cases;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Rule = Infusion.Rules.Decisions.Rule;

namespace Infusion.Rules.Sample;

/// <summary>One case as a page: what was decided, why, and by which rule.</summary>
internal sealed class CasePage(CaseReview review, IAnsiConsole console)
{
    private static LocalDatePattern Date { get; } = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    private static ZonedDateTimePattern Clock { get; } = ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm", null);

    private static ZonedDateTimePattern TimeOnly { get; } = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm", null);

    private static ZonedDateTimePattern DayAndTime { get; } = ZonedDateTimePattern.CreateWithInvariantCulture("ddd HH:mm", null);

    private readonly Lines _lines = new(console);

    public void Write()
    {
        InfusionRules rules = review.Rules;
        _lines.Title($"Case {review.Case.Id}, judged {At(review.Case.AsOf)}", $"By the rules of {rules.Policy.Name}, version {rules.Version.Version}");
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

    private void Consultation()
    {
        _lines.Section("Consultation and eligibility");
        if (review.Consultation is { } consultation)
        {
            Rule call = review.Rules.Eligibility.CallTable.Rules[0];
            _lines.Add("Call", $"{call.Says}.", call);
            Add("Sections", consultation.Outcome.ToString(), consultation.Status, consultation.Explanation);
        }

        if (review.Eligibility is { } eligibility)
        {
            foreach (Eligibility.ConditionDecision condition in eligibility.Conditions)
            {
                string name = condition.Listed is { } listed ? $"{condition.Stated.Name} ({listed.Name})" : condition.Stated.Name ?? "A condition";
                Add("Condition", $"{name}: {Outcome(condition.Outcome.ToString(), condition.Status)}", ToneOf(condition.Outcome.ToString(), condition.Status), condition.Explanation);
            }

            foreach (Rule finding in eligibility.FindingsExplanation.Rules)
            {
                _lines.Add("Noted", $"{finding.Says}.", finding, Tone.Careful);
            }

            Add("Candidate?", eligibility.Outcome.ToString(), eligibility.Status, eligibility.Explanation);
            Ask(eligibility.Questions);
        }

        if (review.Booking is { } booking)
        {
            Add("Booking", booking.Outcome.ToString(), booking.Status, booking.Explanation);
        }

        if (review.Continuity is not null)
        {
            foreach (Rule told in review.Statements.Rules.Where(rule => rule.Modality == Modality.Required))
            {
                _lines.Add("Patient is told", $"{told.Says}.", told);
            }

            foreach (Rule finding in review.Continuity.Value.ToDocument().Parts.SelectMany(part => part.Rules).Select(rule => RuleNamed(rule.Id))
                         .OfType<Rule>().Where(rule => rule.Id.StartsWith("continuity.provider", StringComparison.Ordinal)).Distinct())
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
        Add("Protocol", protocol.Protocols.IsEmpty ? protocol.Outcome.ToString() : string.Join(", ", protocol.Protocols), protocol.Status, protocol.Explanation);
        if (review.Route is { } route)
        {
            Add("Route", route.Outcome.ToString(), route.Status, route.Explanation);
        }

        if (review.Induction is { } induction)
        {
            Add("Induction", $"{Lines.Words(induction.Outcome.ToString())}, {Count(induction.CompletedSessions, "completed session")}", induction.Status, induction.Explanation);
            foreach (Rule finding in induction.Sessions.SelectMany(session => session.Explanation.Rules).Distinct())
            {
                _lines.Add("Noted", $"{finding.Says}.", finding, Tone.Careful);
            }
        }
    }

    private void Visit(VisitReview visit)
    {
        string number = visit.Visit.IsCompleted ? $", session {visit.CompletedBefore + 1}" : visit.Fee is null ? "" : ", cancelled";
        _lines.Section($"{Lines.Words(visit.Visit.Id)} - {At(visit.Visit.Appointment.Earliest)}{number}");
        if (visit.Timeline is { } timeline)
        {
            _lines.Timeline([.. timeline.Entries.Select(entry => (
                TimeOf(entry.At, visit.Visit.Appointment.Earliest), NameOf(entry), entry.Basis == TimeBasis.Recorded ? "recorded" : "planned", RuleNamed(entry.Rule)))]);
        }

        Fast("Fast", visit.FastingPlan);
        if (visit.FastingAtStart is { } atStart && atStart.Outcome != visit.FastingPlan.Outcome)
        {
            Fast("Fast at start", atStart);
        }

        foreach (AsaDecision advisory in visit.FastingAdvisories.Where(advisory => advisory.Status == DecisionStatus.Determined && advisory.Outcome != AsaOutcome.Met))
        {
            _lines.Add("Advisory", $"{advisory.Explanation.Rules[0].Says}{(advisory.ShortBy is { } missing ? $"; {Elapsed(missing)} short of it" : "")}.", advisory.Explanation.Rules[0], Tone.Careful);
        }

        if (visit.Arrival is { } arrival && visit.Visit.Arrival is not null)
        {
            Add("Arrival", arrival.LateBy is { } late ? $"Late by {Elapsed(late)}" : arrival.Outcome.ToString(), arrival.Status, arrival.Explanation);
        }

        if (visit.InboundRide is { Outcome: InboundRideOutcome.InboundRideNeeded } inbound)
        {
            Add("Way to the clinic", inbound.Outcome.ToString(), inbound.Status, inbound.Explanation);
        }

        if (visit.Release is { } release)
        {
            Add("Release", release.Outcome.ToString(), release.Status, release.Explanation);
            foreach (Rule hold in release.FindingsExplanation.Rules)
            {
                _lines.Add("Noted", $"{hold.Says}.", hold, Tone.Careful);
            }

            Ask(release.Questions);
        }

        if (visit.Driving is { } driving)
        {
            Add("Driving", driving.Outcome.ToString(), driving.Status, driving.Explanation);
        }

        if (visit.Fee is { } fee)
        {
            Add("Fee", $"{Lines.Words(fee.Outcome.ToString())}, {fee.Amount?.ToString() ?? "amount not known"}", fee.Status, fee.Explanation);
            Ask(fee.Questions);
        }

        if (visit.Reschedule is { } next)
        {
            Add("New appointment", $"{Lines.Words(next.Outcome.ToString())}, {At(visit.Visit.Cancellation!.NewAppointment!.Value.Earliest)}", next.Status, next.Explanation);
        }
    }

    private string NameOf(TimelineEntry entry) =>
        review.Rules.Policy.Fasting.Kinds.FirstOrDefault(kind => kind.Rule == entry.Rule) is { } kind ? $"{kind.Name} end by" : Lines.Words(entry.Name);

    private void Fast(string label, FastingDecision fast)
    {
        _lines.Add(label, Outcome(fast.Outcome.ToString(), fast.Status), ToneOf(fast.Outcome.ToString(), fast.Status), "");
        foreach (IntakeDecision intake in fast.Intakes)
        {
            ExplanationLine? elapsed = intake.Explanation.Lines.FirstOrDefault(line => line.Limit is not null);
            string margin = elapsed is null ? "" : $": {elapsed.Observed} before, limit {elapsed.Limit}, {elapsed.Margin}";
            string what = intake.Intake.Kind ?? "something";
            Rule? rule = intake.Explanation.Rules.FirstOrDefault();
            bool isCompliant = intake is { Status: DecisionStatus.Determined, Outcome: IntakeOutcome.Compliant };
            string verdict = isCompliant ? "" : $" {Outcome(intake.Outcome.ToString(), intake.Status)}.";
            _lines.Add("", $"{Lines.Words(what)}{margin}.{verdict}", rule, isCompliant ? Tone.Plain : ToneOf(intake.Outcome.ToString(), intake.Status));
        }

        if (fast is { Status: DecisionStatus.Determined, Outcome: not FastingOutcome.Compliant, EarliestAppointment: { } earliest })
        {
            _lines.Add("", $"Earliest appointment that meets the fast: {At(earliest)}.", RuleNamed("fasting.violation"));
        }

        Ask(fast.Questions);
    }

    private void Response()
    {
        if (review.Response is not { } response)
        {
            return;
        }

        _lines.Section($"Response after {Count(response.Latest.CompletedSessions, "session")}");
        foreach (InstrumentDecision instrument in response.Conditions.SelectMany(condition => condition.Instruments).Where(instrument => instrument.Instrument is not null))
        {
            string change = instrument is { Baseline: { } baseline, Current: { } current, PercentDropped: { } percent }
                ? string.Create(CultureInfo.InvariantCulture, $"{baseline.Points:0.####} to {current.Points:0.####}, {(percent >= 0 ? "down" : "up")} {Math.Abs(percent):0.#} %: ")
                : "";
            Add(InstrumentName(instrument.Instrument!.Value), change + Lines.Words(instrument.Outcome.ToString()), instrument.Status, instrument.Explanation);
            foreach (Rule finding in instrument.FindingExplanation.Rules)
            {
                _lines.Add("Noted", $"{finding.Says}.", finding);
            }
        }

        Add("As a whole", response.Outcome.ToString(), response.Status, response.Explanation);
        Ask(response.Questions);
        if (review.Continuation is { } continuation && continuation.Outcome != ContinuationOutcome.NoWarning)
        {
            Add("Another session", continuation.Outcome.ToString(), continuation.Status, continuation.Explanation);
        }

        Disclaimer();
    }

    private void Maintenance()
    {
        if (review.Maintenance is not { } maintenance)
        {
            return;
        }

        _lines.Section("Maintenance");
        Add("Today", maintenance.Outcome.ToString() + (maintenance.DaysEarly is { } days ? $", {Count(days, "day")} early" : ""), maintenance.Status, maintenance.Explanation);
        if (maintenance.Window is { } window)
        {
            _lines.Add("Window", $"{Date.Format(window.Earliest)} to {Date.Format(window.Latest)}, both included.", RuleNamed("maintenance.window"));
        }

        MaintenanceRecommendation recommended = maintenance.Recommendation;
        string dates = (recommended.Earliest, recommended.Latest) switch
        {
            ({ } earliest, { } latest) when earliest == latest => $", {Date.Format(earliest)}",
            ({ } earliest, { } latest) => $", {Date.Format(earliest)} to {Date.Format(latest)}",
            _ => "",
        };
        Add("Recommended date", Lines.Words(recommended.Basis.ToString()) + dates, recommended.Status, recommended.Explanation);
        Disclaimer();
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
                $"{Lines.Words(line.Appointment)}: {Lines.Words(line.Kind.ToString())}", line.Amount?.ToString() ?? (line.Kind == StatementLineKind.Fee ? "open" : "price not given"), (Rule?)line.Rule))],
            statement.Total?.ToString() ?? $"{statement.KnownTotal} and what is not known yet");
        foreach (Rule credit in review.Ledger.Credits.Select(_ => RuleNamed("referral.credit")).OfType<Rule>().Take(1))
        {
            ReferralBalance total = review.Ledger.Total;
            _lines.Add("Referrals", $"Earned {total.Earned}: applied {total.Applied}, forfeited {total.Forfeited}, open {total.Open}.", credit);
        }

        foreach (Rule note in DecidingRules(statement.ToDocument()))
        {
            _lines.Add("Noted", $"{note.Says}.", note);
        }
    }

    private void Disclaimer() => _lines.Add("Please note", $"{RuleNamed("course.not-a-cure")!.Says}.", RuleNamed("course.not-a-cure"));

    private void Add(string label, string outcome, DecisionStatus status, Explanation explanation) =>
        Add(label, Outcome(outcome, status), ToneOf(outcome, status), explanation);

    private void Add(string label, string outcome, Tone tone, Explanation explanation)
    {
        Rule? rule = explanation.Rules.FirstOrDefault();
        _lines.Add(label, outcome, tone, rule is null ? "" : $"{rule.Says}.", rule);
    }

    private void Ask(IEnumerable<Question> questions)
    {
        foreach (Question question in questions)
        {
            _lines.Add("To ask", question.Ask, null, Tone.Careful);
        }
    }

    private IEnumerable<Rule> DecidingRules(DecisionDocument document) => document.Rules.Select(rule => RuleNamed(rule.Id)).OfType<Rule>();

    private Rule? RuleNamed(string id) => review.Rules.Tables.SelectMany(table => table.Rules).FirstOrDefault(rule => rule.Id == id);

    private static string Outcome(string outcome, DecisionStatus status) => status switch
    {
        DecisionStatus.Determined => Lines.Words(outcome),
        DecisionStatus.Invalid => "The facts contradict each other",
        _ => $"Open; until it is known: {Lines.Words(outcome)}",
    };

    private static Tone ToneOf(string outcome, DecisionStatus status) => status != DecisionStatus.Determined ? Tone.Careful : outcome switch
    {
        nameof(FastingOutcome.Violation) or nameof(EligibilityOutcome.NotCandidate) or nameof(ResponseOutcome.LikelyNonResponder) => Tone.Bad,
        nameof(FastingOutcome.Compliant) or nameof(EligibilityOutcome.Candidate) or nameof(ResponseOutcome.Responder) or nameof(ConditionOutcome.Listed)
            or nameof(BookingOutcome.Accepted) or nameof(ReleaseOutcome.Release) => Tone.Good,
        nameof(FastingOutcome.ClinicianDecision) or nameof(EligibilityOutcome.ClinicianReview) or nameof(ReleaseOutcome.Hold)
            or nameof(ReleaseOutcome.ContinueMonitoring) or nameof(DrivingOutcome.Restricted) => Tone.Careful,
        _ => Tone.Plain,
    };

    private string At(Instant instant) => Clock.Format(instant.InZone(review.Rules.TimeZone));

    // The day is said only where it is another one than the appointment's.
    private string TimeOf(Instant instant, Instant appointment)
    {
        ZonedDateTime clock = instant.InZone(review.Rules.TimeZone);
        return (clock.Date == appointment.InZone(review.Rules.TimeZone).Date ? TimeOnly : DayAndTime).Format(clock);
    }

    private static string Elapsed(Duration duration)
    {
        long minutes = (long)duration.TotalMinutes;
        string hours = minutes >= 60 ? $"{minutes / 60} h" : "";
        string rest = minutes % 60 > 0 || minutes < 60 ? $"{minutes % 60} min" : "";
        return $"{hours} {rest}".Trim();
    }

    private static string Count(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");

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
