using static Infusion.Rules.Words.Attention;

namespace Infusion.Rules.Words;

/// <summary>Every outcome of every decision as a person reads it: what is so, and what it asks of the reader.</summary>
/// <remarks>An outcome's words can be read alone: of a list of what is not done they say that it is not. They are the only place where an
/// outcome gets its words; reports, summaries and questions take them from here.</remarks>
internal static class OutcomeWords
{
    private const string NotPublishedName = "NotPublished";

    // Of what a policy names itself, such as its screens, the rule's own sentence says what is so.
    private const string ByRule = "";

    private static readonly Dictionary<(string Outcomes, string Name), (string Says, Attention Attention)> _all = Filled();

    // A candidate by a verdict is another thing than one whom nothing on record speaks against.
    private static readonly Dictionary<string, string> _byRule = new(StringComparer.Ordinal)
    {
        ["eligibility.verdict"] = "candidate, by the clinic's verdict",
        ["eligibility.verdict-against"] = "not a candidate, by the clinic's verdict",
    };

    /// <summary>The types of outcomes that have words here.</summary>
    public static IEnumerable<string> Types => _all.Keys.Select(static key => key.Outcomes).Distinct();

    /// <summary>The names of a type that have words here.</summary>
    public static IEnumerable<string> NamesOf(string outcomes) =>
        _all.Keys.Where(key => key.Outcomes == outcomes).Select(static key => key.Name);

    /// <summary>What is so.</summary>
    /// <param name="outcomes">The name of the type of outcomes, such as <c>FastingOutcome</c>.</param>
    /// <param name="name">The outcome's name; of one that has no words here, the name in words.</param>
    /// <param name="rule">The rule that decides, where its words are its own; <c>null</c> for none.</param>
    /// <param name="sentence">That rule's sentence; empty for none.</param>
    public static string Says(string outcomes, string name, string? rule = null, string sentence = "") =>
        rule is not null && _byRule.TryGetValue(rule, out string? own) ? own
            : !_all.TryGetValue((outcomes, name), out (string Says, Attention Attention) found) ? NameWords.Of(outcomes, name)
            : found.Says != ByRule ? found.Says
            : sentence.Length == 0 ? NameWords.Of(name)
            : char.ToLowerInvariant(sentence[0]) + sentence.Substring(1);

    /// <summary>What it asks of the reader.</summary>
    /// <param name="outcomes">The name of the type of outcomes.</param>
    /// <param name="name">The outcome's name.</param>
    public static Attention AttentionTo(string outcomes, string name) =>
        _all.TryGetValue((outcomes, name), out (string Says, Attention Attention) found) ? found.Attention
            : name == NotPublishedName ? NotPublished
            : None;

    private static Dictionary<(string, string), (string, Attention)> Filled()
    {
        var all = new Dictionary<(string, string), (string, Attention)>();
        void Of(string outcomes, params (string Name, string Says, Attention Attention)[] words)
        {
            foreach ((string name, string says, Attention attention) in words)
            {
                all.Add((outcomes, name), (says, attention));
            }
        }

        void Also(string outcomes, string says = "not published: this policy does not say") =>
            all.Add((outcomes, NotPublishedName), (says, NotPublished));

        // Consultation and eligibility
        Of("ConditionOutcome",
            ("Listed", "on the clinic's list", None),
            ("NotListed", "not on the clinic's list, which is not ineligible", Note),
            ("NoActiveIndication", "in full remission, so no active reason to treat", Note));
        Also("ConditionOutcome");
        Of("EligibilityOutcome",
            ("Candidate", "nothing on record speaks against a verdict of candidate; this is not a verdict", None),
            ("ClinicianReview", ByRule, Clinician),
            ("NotCandidate", "not a candidate", Stop));
        Also("EligibilityOutcome", "not published: this policy does not say whose verdict counts");
        Of("EligibilityFinding",
            ("PriorTherapyNotDocumented", "failed earlier treatment is not on record", Note),
            ("ScreenInforms", ByRule, Clinician),
            ("VerdictRoleNotAccepted", "the verdict is by a role that does not count here", Clinician),
            ("VerdictAgainstExclusion", ByRule, Clinician),
            ("VerdictAgainstReview", ByRule, Clinician),
            ("ReasonNotRecorded", ByRule, Clinician));
        Also("EligibilityFinding");
        Of("SectionsOutcome",
            ("VerdictMayBeRecorded", "complete; a verdict may be recorded", None),
            ("SectionMissing", "a section is missing, so no verdict yet", Note));
        Also("SectionsOutcome");
        Of("ConsultationCharge",
            ("SlotPriceOnly", "the price of the call", None),
            ("OverrunNotCharged", "a longer call costs no more", None));
        Also("ConsultationCharge");
        Of("BookingOutcome",
            ("Accepted", "an infusion may be booked", None),
            ("RejectedVerdictRole", "no infusion may be booked: the verdict is by a role that does not count", Stop),
            ("RejectedNoVerdict", "no infusion may be booked: no verdict is on record", Stop),
            ("RejectedReviewPending", "no infusion may be booked: a review is pending", Stop),
            ("RejectedNoConsultation", "no infusion may be booked: no consultation is on record", Stop),
            ("RejectedNotCandidate", "no infusion may be booked: the patient is not a candidate", Stop));
        Also("BookingOutcome");
        Of("BookingWarning",
            ("PotentialDisqualification", "changed without asking a provider; a clinician decides", Clinician));
        Also("BookingWarning");

        // Continuity of care
        Of("MedicationChangeOutcome",
            ("Supported", "the change is agreed with the provider and the clinic", None),
            ("ProviderDirected", "ordered by a prescriber; recorded and not held against the patient", Note),
            ("HeldAsPublished", "paused as the clinic asks", None),
            ("NeedsCorrespondence", "the clinic first corresponds with the provider", Clinician),
            ("Continue", "no change by the patient alone", None),
            ("PotentialDisqualification", "changed without asking a provider; a clinician decides", Clinician));
        Also("MedicationChangeOutcome");
        Of("ContinuityFinding",
            ("ChangedBeforeMaintenance", "a medicine was changed before maintenance", Note),
            ("NoManagingProvider", "no managing provider is on file", Note),
            ("ClinicianAlert", "an interaction that the label names", Clinician),
            ("NotRecognised", "not recognised, so not compared with any list", Clinician),
            ("ReviewedByClinician", "not recognised, and a clinician has reviewed the list", Note),
            ("PrescriberNotAsked", "a medicine was paused without asking its prescriber", Clinician));
        Also("ContinuityFinding", "not compared: this policy lists no medicines to compare with");
        Of("ContinuityStatement",
            ("TherapiesContinue", "present medicines and therapies continue", None),
            ("ProvidersContinue", "the patient goes on seeing the managing providers", None),
            ("InterruptionMayCompromise", "an interruption may weaken the response", None),
            ("NotACure", "infusions are not a cure", None),
            ("MedicineHeld", "the clinic asks for a pause of a medicine before an infusion", None));
        Also("ContinuityStatement");

        // Protocol
        Of("ProtocolChoiceOutcome",
            ("Named", "named by the rules", None),
            ("RequiresClinicianChoice", "a clinician chooses the protocol", Clinician));
        Also("ProtocolChoiceOutcome");
        Of("RouteOutcome", ("Offered", "offered", None), ("NotOffered", "not offered here, which is not a contraindication", Stop));
        Also("RouteOutcome");
        Of("CourseWeekOutcome",
            ("Enough", "the course week had its sessions", None),
            ("TooFew", "the course week had too few sessions", Note));
        Also("CourseWeekOutcome");
        Of("SessionFinding",
            ("SameDate", "a second session on one date", Note),
            ("OutsideFirstWeek", "later than the days of the induction; it still counts", Note),
            ("BelowMinimumSpacing", "too soon after the session before", Note),
            ("AboveMaximumSpacing", "too long after the session before", Note),
            ("NotConsecutive", "not on the day after the session before", Note),
            ("WeekdayNotPermitted", "on a weekday without sessions", Note),
            ("AboveMaximumInSevenDays", "more sessions in seven days than the most", Note),
            ("AboveMaximumInCourseWeek", "more sessions in a course week than the most", Note),
            ("BelowMinimumInCourseWeek", "fewer sessions in a course week than the least", Note),
            ("AboveMaximum", "more sessions than the most of an induction", Clinician));
        Also("SessionFinding");
        Of("InductionOutcome",
            ("Complete", "complete", None),
            ("MinimumReached", "the least number of sessions is reached", None),
            ("InProgress", "in progress", None));
        Also("InductionOutcome");

        // Fasting
        Of("FastingOutcome",
            ("Compliant", "fast met", None),
            ("ClinicianDecision", "a clinician decides about the fast", Clinician),
            ("Violation", "fast not met", Stop));
        Also("FastingOutcome");
        Of("IntakeTiming",
            ("Counts", "part of the fast", None),
            ("AfterAppointment", "after the appointment, so not part of the planned fast", Note),
            ("AfterStart", "after the start, so not part of the fast", Note),
            ("AfterCancellation", "after the cancellation, so no reason for it", Note));
        Also("IntakeTiming");
        Of("FastingFinding",
            ("CancellationPermitted", "the clinic may cancel and reschedule for another day; nothing is cancelled by itself", Note));
        Also("FastingFinding");
        Of("AsaOutcome",
            ("Met", "the guideline's time is met", None),
            ("MoreTimeMayBeNeeded", "the guideline says that more time may be needed", Note),
            ("Short", "shorter than the guideline's time", Note));
        Also("AsaOutcome");
        Of("DuringAndAfterOutcome",
            ("Kept", "within what the clinic allows", None),
            ("TooSoonAfter", "too soon after the infusion", Clinician),
            ("NotAllowedDuring", "not allowed during the infusion", Clinician));
        Also("DuringAndAfterOutcome");

        // The visit
        Of("ArrivalOutcome", ("OnTime", "on time", None), ("Late", "late; this costs nothing and cancels nothing", Note));
        Also("ArrivalOutcome");
        Of("StartFinding",
            ("RideNotArranged", "no ride is arranged", Stop),
            ("TaxiNotAccepted", "a taxi alone does not count here", Stop),
            ("EscortNotThere", "the accompanying person is not there", Stop));
        Also("StartFinding");
        Of("StartOutcome", ("Ready", "what the clinic asks for before the start is there", None), ("Wait", "not yet to be started", Stop));
        Also("StartOutcome");
        Of("ChecklistItem",
            ("ChartReview", "chart not reviewed", Note),
            ("QuestionsAnswered", "questions not answered", Note),
            ("BladderEmptied", "bladder not emptied", Note),
            ("IvPlaced", "IV not placed", Note),
            ("MonitorAttached", "monitor not attached", Note));
        Also("ChecklistItem");
        Of("VitalSign",
            ("HeartRate", "heart rate not recorded", Note),
            ("BloodPressure", "blood pressure not recorded", Note),
            ("OxygenSaturation", "oxygen saturation not recorded", Note));
        Also("VitalSign");
        Of("BloodPressureOutcome",
            ("WithinClinicLimit", "at or below the clinic's limit", None),
            ("AboveClinicLimit", "above the clinic's limit", Clinician),
            (NotPublishedName, "a clinician judges it; this policy sets no limit", Clinician));
        Of("ConductFinding",
            ("AccommodationsNotOffered", "commode and urinal not offered", Note),
            ("WalkedDuringInfusion", "the patient walked during the infusion", Clinician),
            ("NoClinicianAvailable", "no physician or nurse immediately available", Stop),
            ("NoResponsiblePhysician", "no board-certified emergency physician responsible", Stop));
        Also("ConductFinding");
        Of("SideEffectOutcome",
            ("Listed", "on the clinic's list of side effects, which never means ignore", Note),
            ("BeyondPublishedDuration", "a clinician looks at it; it is still there after the published time", Clinician),
            ("Unlisted", "a clinician looks at it; it is not on the clinic's list of side effects", Clinician));
        Also("SideEffectOutcome", "not published: a clinician judges it");
        Of("InfusionFinding", ("ShorterThanHalf", "shorter than half its planned length; a clinician says whether it counts", Clinician));
        Also("InfusionFinding");
        Of("CriteriaOutcome", ("Met", "the release criteria are met", None), ("NotMet", "the release criteria are not met", Stop));
        Also("CriteriaOutcome");
        Of("EffectHold",
            ("NoHold", "no side effect waits for a clinician", None),
            ("ForClinician", "a side effect waits for a clinician's word", Stop));
        Also("EffectHold");
        Of("SignsHold",
            ("Recorded", "the vital signs after the infusion are recorded", None),
            ("NotRecorded", "the vital signs after the infusion are not recorded", Stop));
        Also("SignsHold");
        Of("ReleaseFinding",
            ("Unaccompanied", "nobody accompanies the patient; advised, and holds nobody", Note),
            ("MinimumRecovery", "still in the least recovery time", Stop),
            ("CriteriaNotMet", "the release criteria are not met", Stop),
            ("SideEffectForClinician", "a side effect waits for a clinician's word", Stop),
            ("VitalSignsNotRecorded", "the vital signs after the infusion are not recorded", Stop),
            ("RideNotArranged", "no ride home is arranged", Stop),
            ("TaxiNotAccepted", "a taxi alone does not count here", Stop),
            ("NoEscort", "nobody accompanies the patient", Stop),
            ("EscortTooYoung", "the accompanying person is too young", Stop),
            ("EscortDoesNotStay", "the accompanying person does not stay long enough", Stop));
        Also("ReleaseFinding");
        Of("ReleaseOutcome",
            ("Release", "no rule of this policy holds the patient; the clinician decides", None),
            ("Hold", "not yet to be released", Stop),
            ("ContinueMonitoring", "not yet to be released: monitoring goes on", Stop));
        Also("ReleaseOutcome");
        Of("ResidualEffectsOutcome",
            ("PublishedTimePassed", "the published time has passed", None),
            ("Possible", "residual effects are still possible", Note));
        Also("ResidualEffectsOutcome");
        Of("DrivingOutcome",
            ("RestrictionElapsed", "the published restriction has elapsed", None),
            ("Restricted", "no driving and no heavy machinery", Note));
        Also("DrivingOutcome");
        Of("InboundRideOutcome",
            ("NotNeeded", "the way here is outside the driving restriction", None),
            ("InboundRideNeeded", "somebody else drives the patient here", Note));
        Also("InboundRideOutcome");
        Of("VisitStatement",
            ("Timeline", "the times of the visit", None),
            ("Checklist", "the steps before the infusion", None),
            ("VitalSigns", "the vital signs that are taken", None),
            ("VitalSignIntervalNotPublished", "how often vital signs are taken is not published", None),
            ("Observation", "the patient is watched for adverse effects", None),
            ("ConversationDiscouraged", "conversation is discouraged", None),
            ("LowStimuli", "the room is kept low in stimuli", None),
            ("LateNausea", "nausea near the end is possible", None),
            ("EyesClosed", "closed eyes may help against nausea", None),
            ("Music", "music is recommended", None),
            ("Family", "family may be there", None),
            ("MedicationForSideEffects", "medication for side effects is available", None),
            ("Destinations", "where the patient may go", None));
        Also("VisitStatement");

        // Response
        Of("EvaluationStatus",
            ("NotReached", "the evaluation point is not reached", None),
            ("Begun", "the evaluation has begun", None),
            ("Reached", "the evaluation point is reached", None));
        Also("EvaluationStatus");
        Of("ResponseOutcome",
            ("NotYetEvaluable", "not yet to be judged", None),
            ("Responder", "responds", None),
            ("CriterionNotSet", "no threshold is set, so a clinician judges the change", Clinician),
            ("NotEvaluable", "not to be judged from these scores; a clinician is asked", Clinician),
            ("ClinicianReview", "a clinician judges the response", Clinician),
            ("LikelyNonResponder", "likely no response", Clinician));
        Also("ResponseOutcome");
        Of("ResponseFinding",
            ("Substantial", "a substantial change", None),
            ("Remission", "in the range of remission", None),
            ("Worsened", "worse than before the first infusion", Clinician),
            ("AfterEvaluationWindow", "the score is later than the evaluation window", Note),
            ("RecallBeforeTreatment", "the score also asks about days before the first infusion", Note),
            ("AbortedSessionNotCounted", "an infusion that was broken off does not count", Note),
            ("ResponseLost", "the response no longer shows in the scores", Clinician),
            ("Item9AboveZero", "item 9 is above 0: thoughts of self-harm", Clinician));
        Also("ResponseFinding");
        Of("InstrumentStanding", ("Equal", "one of equals", None), ("Primary", "it decides for the condition", None));
        Also("InstrumentStanding");
        Of("ResponseFinality", ("Standing", "stands", None), ("Provisional", "provisional", Note));
        Also("ResponseFinality");
        Of("ContinuationOutcome",
            ("NoWarning", "no warning", None),
            ("Overridden", "goes on for a reason that a clinician recorded", Note),
            ("ContinuationNotRecommended", "another session is not recommended; a clinician decides", Clinician));
        Also("ContinuationOutcome");
        Of("Phq9Severity",
            ("Minimal", "minimal", None), ("Mild", "mild", None), ("Moderate", "moderate", None),
            ("ModeratelySevere", "moderately severe", None), ("Severe", "severe", None));
        Also("Phq9Severity");

        // Maintenance
        Of("MaintenanceOutcome",
            ("DeferredWhileControlled", "past the window with symptoms controlled, so deferred", None),
            ("InWindow", "inside the window", None),
            ("Due", "past the window with symptoms back, so due", Note),
            ("Individual", "by the patient's own plan", None),
            ("NotYetDue", "not yet due", None),
            ("BeforeMaintenance", "not in maintenance yet", None));
        Also("MaintenanceOutcome");
        Of("MaintenanceFinding",
            ("OutsidePublishedRange", "the interval is outside the published range", Note),
            ("InductionAfterLapseNotPublished", "whether a new induction is needed is not published", Clinician),
            ("SymptomsBeforeWindow", "symptoms are back before the window", Clinician),
            ("AboveMaximumPerYear", "more maintenance infusions than the most in a year", Clinician));
        Also("MaintenanceFinding");
        Of("MaintenanceBasis",
            ("ClinicianInterval", "an interval that a clinician set", None),
            ("ClinicianRange", "a range that a clinician set", None),
            ("ResponseGrade", "the grade of the response", None),
            ("ReliefDuration", "how long relief lasted", None),
            ("Ordinal", "which maintenance infusion it is", None),
            ("Offset", "the clinic's interval", None),
            ("OnDemand", "when symptoms are back", None),
            ("Individual", "the patient's own plan", None),
            ("BeforeMaintenance", "no date before maintenance", None),
            (NotPublishedName, "not published: how a date is picked is not said", NotPublished));

        // The course
        Of("CourseVerdict",
            ("Responds", "responds", None),
            ("Undecided", "undecided", None),
            ("Unlikely", "likely no response", Clinician));
        Of("CourseStage",
            ("Consultation", "consultation", None),
            ("FirstTreatment", "before the first completed infusion", None),
            ("Initiation", "induction", None),
            ("Maintenance", "maintenance", None),
            ("DiscontinuationRecommended",
                "likely no response; the clinic typically recommends discontinuing, and the clinician decides", Clinician),
            ("Declined", "no infusions, by verdict or by the patient's word", Stop));
        Of("NextStepKind",
            ("EndInfusion", "record the end of the infusion", None),
            ("ReleasePatient", "release the patient", None),
            ("RecordWhatHappened", "record what became of the appointment", None),
            ("ReviewScore", "a clinician looks at the latest score", Clinician),
            ("HoldConsultation", "hold the consultation", None),
            ("RecordVerdict", "record the verdict of the consultation", None),
            ("BookInfusion", "book an infusion", None),
            ("GiveInfusion", "give the infusion", None),
            ("RecordResponse", "take the score that the response is judged by", None),
            ("ConfirmResponse", "confirm the response, or wait until its window closes", None),
            ("ReviewResponse", "a clinician judges the response", Clinician),
            ("DecideContinuation", "a clinician decides whether to go on", Clinician),
            ("BookMaintenance", "book a maintenance infusion", None));
        Of("DayOutcome",
            ("Begun", "begun", None),
            ("Go", "may go ahead by the rules", None),
            ("Ask", "ask first", Note),
            ("Stop", "does not go ahead as things stand", Stop));

        // Fees
        Of("CancellationFeeOutcome",
            ("Charged", "a fee is charged", Note),
            ("MayBeCharged", "the clinic may charge a fee", Note),
            ("NoFee", "no fee", None),
            (NotPublishedName, "not published: the rules add nothing, and say nothing of what the clinic charges", NotPublished),
            ("WithinGrace", "no fee: within the clinic's grace", None),
            ("Waived", "no fee: waived", None),
            ("ReasonNotSupported", "no fee: the record does not support the reason", Note));
        Of("RescheduleOutcome",
            ("AnotherDay", "on a later day", None),
            ("RescheduledSameDay", "on the same day or an earlier one, and not a later day", Note));
        Also("RescheduleOutcome");
        Of("PrepaymentOutcome",
            ("NotRequired", "not asked for", None), ("Required", "the next visit is paid in advance", Note));
        Also("PrepaymentOutcome");
        Of("ReferralOutcome",
            ("Earned", "earns its credit", None),
            ("NothingScheduled", "no credit: nothing is scheduled", None),
            ("FreeCallOnly", "no credit: only the free call is scheduled", None),
            ("AlreadyCredited", "no credit: this person was credited before", None),
            ("NotFirstReferrer", "no credit: somebody else referred this person first", None),
            ("SelfReferral", "no credit: nobody refers themselves", None));
        Also("ReferralOutcome");
        Of("CreditUse", ("Spent", "spent at this visit", None), ("StaysOpen", "stays open", None));
        Also("CreditUse");
        Of("PaymentNote",
            ("SelfPay", "the patient pays", None),
            ("PriceFromClinic", "the price is the clinic's", None),
            ("Deposit", "a deposit is paid when booking", None),
            ("FastingFeeOnce", "the fasting fee is charged once for an appointment", None),
            ("VisitDocumentation", "visits can be documented for the patient", None));
        Also("PaymentNote");
        return all;
    }
}
