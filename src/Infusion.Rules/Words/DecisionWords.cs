namespace Infusion.Rules.Words;

/// <summary>Every decision, and every value that one carries, by the name that a person reads.</summary>
public static class DecisionWords
{
    private static readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal)
    {
        ["consultation.sections"] = "Consultation record",
        ["consultation.call"] = "Consultation call",
        ["consultation.booking"] = "Booking of an infusion",
        ["consultation.warnings"] = "Warning at booking",
        ["eligibility.candidacy"] = "Candidacy",
        ["eligibility.condition"] = "Condition",
        ["eligibility.indication"] = "Conditions together",
        ["eligibility.findings"] = "Screens and verdict",
        ["continuity.care"] = "Changes of medicines",
        ["continuity.findings"] = "Medicines and providers",
        ["continuity.medication-change"] = "Change of a medicine",
        ["continuity.change-findings"] = "Beside the change",
        ["continuity.interaction"] = "Medicine",
        ["continuity.provider"] = "Managing provider",
        ["continuity.statements"] = "What every patient is told",
        ["protocol.choice"] = "Protocol",
        ["protocol.route"] = "Route",
        ["protocol.course-week"] = "Sessions of a course week",
        ["protocol.course-weeks"] = "Sessions of the course weeks",
        ["protocol.session"] = "Day of a session",
        ["protocol.induction"] = "Induction",
        ["fasting.plan"] = "Fast before the appointment",
        ["fasting.at-start"] = "Fast at the start",
        ["fasting.intake"] = "Intake",
        ["fasting.timing"] = "Time of an intake",
        ["fasting.violation"] = "What follows",
        ["fasting.asa"] = "Anesthesiologists' guideline (advice)",
        ["fasting.during-and-after"] = "Eating and drinking, during and after",
        ["visit.timeline"] = "Times of the visit",
        ["visit.arrival"] = "Arrival",
        ["visit.start"] = "Before the start",
        ["visit.start-findings"] = "What holds the start",
        ["visit.checklist"] = "Steps before the infusion",
        ["visit.vital-signs"] = "Vital signs",
        ["visit.blood-pressure"] = "Blood pressure",
        ["visit.conduct"] = "Conduct of the infusion",
        ["visit.side-effects"] = "Side effect",
        ["visit.infusion"] = "Length of the infusion",
        ["visit.criteria"] = "Release criteria",
        ["visit.effect-hold"] = "Side effect and release",
        ["visit.effects-held"] = "Side effects and release",
        ["visit.vital-signs-after"] = "Vital signs after the infusion",
        ["visit.release-findings"] = "What holds the release",
        ["visit.release"] = "Release",
        ["visit.residual-effects"] = "Residual effects",
        ["visit.driving"] = "Driving after this infusion",
        ["visit.driving-of-patient"] = "Driving, after all infusions",
        ["visit.inbound-ride"] = "The way to the clinic",
        ["visit.statements"] = "What every patient is told of a visit",
        ["response.evaluation"] = "Evaluation point",
        ["response.instrument"] = "Response on one instrument",
        ["response.findings"] = "Details of the change",
        ["response.standing"] = "Instrument that decides",
        ["response.condition"] = "Response of one condition",
        ["response.course"] = "Response of the series",
        ["response.finality"] = "Standing of the verdict",
        ["response.maintenance"] = "Score after a maintenance infusion",
        ["response.latest"] = "Latest score",
        ["response.last-item-9"] = "Item 9 of the PHQ-9",
        ["response.continuation"] = "Another session",
        ["response.phq-9-severity"] = "Severity by the PHQ-9",
        ["maintenance.status"] = "Maintenance today",
        ["maintenance.findings"] = "Beside maintenance",
        ["maintenance.recommended"] = "Recommended date",
        ["course.verdict"] = "Verdicts together",
        ["course.stage"] = "Stage",
        ["course.next"] = "What is next",
        ["course.waiting"] = "What waits",
        ["day.visit"] = "This visit",
        ["fee.cancellation"] = "Cancellation",
        ["fee.reschedule"] = "New appointment",
        ["fee.prepayment"] = "Payment in advance",
        ["referral.trigger"] = "Referral",
        ["referral.use"] = "Use of a credit",
        ["payment.statement"] = "Paying",
    };

    private static readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        ["consultation.price"] = "Price of the call",
        ["consultation.slot"] = "Planned length of the call",
        ["continuity.recognised"] = "Recognised as",
        ["continuity.not-recognised"] = "Not recognised",
        ["continuity.did-you-mean"] = "Perhaps meant",
        ["eligibility.screens-not-answered"] = "Screens nobody answered",
        ["eligibility.condition"] = "Listed as",
        ["eligibility.category"] = "Group",
        ["eligibility.also-listed-under"] = "Also listed under",
        ["eligibility.listed-by-syndrome-name"] = "Listed by the name of the syndrome",
        ["eligibility.did-you-mean"] = "Perhaps meant",
        ["fasting.intake"] = "Kind of intake",
        ["fasting.short-by"] = "Short by",
        ["fasting.earliest-appointment"] = "Earliest time that meets the fast, by arithmetic alone",
        ["fasting.asa-unmet-then"] = "Guideline not met even then",
        ["fasting.did-you-mean"] = "Perhaps meant",
        ["maintenance.earliest"] = "Window from",
        ["maintenance.latest"] = "Window to",
        ["maintenance.days-early"] = "Days early",
        ["maintenance.recommended"] = "Recommended",
        ["maintenance.recommended-earliest"] = "Recommended from",
        ["maintenance.recommended-latest"] = "Recommended to",
        ["protocol.named"] = "Named protocol",
        ["protocol.clinician-choice"] = "Who chooses",
        ["protocol.window-end"] = "Last day of the induction's window",
        ["protocol.did-you-mean"] = "Perhaps meant",
        ["response.completed-sessions"] = "Completed sessions",
        ["response.aborted-sessions"] = "Sessions broken off",
        ["response.first-verdict"] = "First verdict",
        ["response.category"] = "Group",
        ["response.points-dropped"] = "Drop in points",
        ["response.percent-dropped"] = "Drop in percent",
        ["response.remission-definition"] = "Remission is",
        ["response.baseline"] = "Baseline",
        ["response.latest-score"] = "Latest score",
        ["response.session-end"] = "End of the session",
        ["response.score-time"] = "Score taken",
        ["statement.total"] = "Total",
        ["visit.blood-pressure-measured"] = "Measured",
        ["visit.required-arrival"] = "Arrive by",
        ["visit.late-by"] = "Late by",
        ["visit.earliest-release"] = "Release not before",
        ["visit.residual-effects-until"] = "Residual effects until",
        ["visit.driving-restriction-end"] = "End of the restriction",
        ["visit.inbound-ride-until"] = "End of the restriction of the infusion before",
    };

    /// <summary>The decisions that have a title.</summary>
    internal static IEnumerable<string> Decisions => _titles.Keys;

    /// <summary>Whether a decision has a title.</summary>
    internal static bool Has(string decision) => _titles.ContainsKey(decision);

    /// <summary>The title of a decision.</summary>
    /// <param name="decision">The decision's id; of one that has no title, the id in words.</param>
    public static string TitleOf(string decision) => _titles.TryGetValue(decision, out string? title)
        ? title
        : NameWords.Capital(NameWords.Of(decision));

    /// <summary>The label of a value that a decision carries.</summary>
    /// <param name="id">The value's id; of one that has no label, the last part of its id in words.</param>
    public static string LabelOf(string id) => _values.TryGetValue(id, out string? label)
        ? label
        : NameWords.Capital(NameWords.Of(id.Substring(id.LastIndexOf('.') + 1)));
}
