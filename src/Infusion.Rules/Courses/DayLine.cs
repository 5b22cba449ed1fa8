using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>One visit of a day: whether it goes ahead, what to ask first, and its times.</summary>
/// <remarks>Made by <see cref="InfusionRules.Day"/>. Immutable and thread-safe.</remarks>
public sealed class DayLine
{
    internal DayLine(CourseReview review, VisitReview visit)
    {
        (Review, Visit) = (review, visit);
        Outcome = review.DecideDay(visit);
        AskFirst =
        [
            .. review.Questions.Where(question => question.About == visit.Visit.Id || question.About is null)
                .Where(question => Outcome.Questions.Any(asked => asked.Ask == question.Question.Ask) || IsOfTheFast(question)),
        ];
        Contradictions = [.. review.Contradictions.Select(one => one.Says)];
    }

    /// <summary>The visits of a date that are not cancelled, by the time of their appointments.</summary>
    internal static ImmutableArray<DayLine> On(LocalDate date, DateTimeZone zone, IEnumerable<CourseReview> reviews) =>
    [
        .. from review in reviews
           from visit in review.Visits
           where visit.Visit is { CancellationInForce: null, Appointment: { } at } && at.Earliest.InZone(zone).Date == date
           orderby visit.Visit.Appointment!.Value.Earliest, review.Record.Id
           select new DayLine(review, visit),
    ];

    /// <summary>The patient's review.</summary>
    public CourseReview Review { get; }

    /// <summary>The visit's review.</summary>
    public VisitReview Visit { get; }

    /// <summary>Whether it goes ahead. While that is open, it is asked about.</summary>
    public Decision<DayOutcome> Outcome { get; }

    /// <summary>What the desk does: ask while the decision is open or rests on a contradiction.</summary>
    public DayOutcome Action => Outcome.Status == DecisionStatus.Determined ? Outcome.Outcome : DayOutcome.Ask;

    /// <summary>Why: the rules that decide; while it is open, those by which a score goes to a clinician in any case.</summary>
    public ImmutableArray<Rule> Reasons => Outcome.Status == DecisionStatus.Determined
        ? Outcome.DecidingRules
        : Review.RulesOfScores;

    /// <summary>What a clinician looks at whatever the desk does: screens and medicines that stand beside the verdict, and an infusion
    /// beyond the most of an induction or a year; each a rule with its source.</summary>
    public ImmutableArray<Rule> ForClinician => [.. Review.RulesForClinician, .. Visit.RulesBeyondMost];

    /// <summary>What to ask before the infusion, and whom.</summary>
    public ImmutableArray<OpenQuestion> AskFirst { get; }

    /// <summary>Where the record contradicts itself, each as a sentence.</summary>
    public ImmutableArray<string> Contradictions { get; }

    /// <summary>The appointment.</summary>
    public Moment Appointment => Visit.Visit.Appointment!.Value;

    /// <summary>When the patient is to arrive; <c>null</c> while it is not known whether it is the first session.</summary>
    public Instant? Arrival => At("arrival");

    /// <summary>When the chair is taken.</summary>
    public Instant? ChairFrom => At("start");

    /// <summary>Until when the chair is planned to be taken; <c>null</c> while the infusion's length is not known.</summary>
    public Instant? ChairTo => At("planned-release");

    /// <summary>Whether somebody else has to drive the patient to the clinic.</summary>
    public Decision<InboundRideOutcome>? Ride => Visit.InboundRide;

    /// <summary>Writes the visit and what to do.</summary>
    /// <returns>"crps, visit-2: Go".</returns>
    public override string ToString() => $"{Review.Record.Id}, {Visit.Visit.Id}: {Action}";

    private Instant? At(string name) => Visit.Timeline?.Find(name)?.At;

    private static bool IsOfTheFast(OpenQuestion question) =>
        question.Decisions.Any(decision => decision.StartsWith("fasting.plan", StringComparison.Ordinal));
}
