using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Tool.Writing;

/// <summary>Everything that is asked, in order.</summary>
/// <remarks>One question more is one declaration more. What an answer means, the library knows.</remarks>
internal static class Questions
{
    /// <summary>The clinic's name.</summary>
    public static Question Name { get; } = new("name", "The clinic's name", Shape.Text, "As your patients know it.");

    /// <summary>What the clinic's rules are known by.</summary>
    public static ImmutableArray<Question> Identity { get; } =
    [
        new("id", "A short name for files and reports", Shape.Id,
            "It stays the same when the rules change."),
        new("version", "The version of these rules", Shape.Text,
            "Every decision names it. Take a new one, such as a later month, when the rules change."),
        new("timeZone", "The time zone of the clinic's clock", Shape.Zone,
            "Every clock time is one of this clock, with its summer time."),
    ];

    /// <summary>Where the clinic publishes its rules: one source, which the answers then cite.</summary>
    public static ImmutableArray<Question> Source { get; } =
    [
        new("title", "The title of the page or leaflet that says all this", Shape.Text,
            "What you answer from here on is then marked as published there. Left empty, it is marked as your clinic's own word."),
        new("where", "Where it is found", Shape.Text,
            "An address, or who hands it out."),
        new("read", "When it was read", Shape.Text,
            "So that a later change of the page can be told from a mistake in the file."),
    ];

    /// <summary>What can be published, section by section.</summary>
    public static ImmutableArray<Section> Sections { get; } =
    [
        new("fasting", "Eating and drinking before the infusion",
            Until("solid", "Solid food", "solid food"),
            Until("light-meal", "Light meals", "a light meal, where that differs from other food"),
            Until("non-clear-liquid", "Non-clear liquids", "milk and other liquids that are not clear"),
            Until("clear-liquid", "Clear liquids", "water and other clear liquids"),
            Until("alcohol", "Alcoholic drinks", "alcohol"),
            new Items("kinds",
                new("", "Anything else with a rule of its own, by name", Shape.Named,
                    "In the plural, such as Chewing gum or Dairy products."),
                new Question("limits", "Until when it may be taken", Shape.Limits,
                    "Exactly then is early enough."),
                new Question("duringInfusion", "Whether it may be taken during the infusion", Shape.OneOf<IntakeAllowance>(),
                    "From its start to its end."),
                new Question("afterEnd", "How long after the infusion's end it is not taken", Shape.Elapsed,
                    "Exactly so much later is late enough."))
            {
                IsCited = true,
            },
            new Items("foods",
                new("name", "A food or drink that you name as an example", Shape.Text,
                    "One at a time, such as black coffee."),
                new Question("kind", "Which of the kinds above it is, by its short name", Shape.Kind,
                    "One that has an answer above.")),
            new Question("oralMedicineWindow", "How long before the appointment a sip of water with a medicine is fine", Shape.Elapsed,
                "Closer to the appointment than that, a clinician decides."),
            new Question("unlistedCountsAs", "Which of the kinds above everything else counts as, for \"nothing by mouth\"", Shape.Kind,
                "Left empty, a clinician judges what is on no list."))
        {
            ShowsCutOffs = true,
        },
        new("protocols", "Infusions and their number",
            new Items("protocols",
                new("id", "A kind of infusion that you give, by a short name", Shape.Id,
                    "Such as standard, or one name for each length you offer."),
                new("plannedDuration", "How long an infusion runs", Shape.Elapsed,
                    "As it is planned, without recovery."),
                new("inductionSessions", "How many infusions the first series has", Shape.CountOrRange,
                    "Those before maintenance."),
                new("windowDays", "In how many days the first series fits", Shape.Count,
                    "The first infusion is on day 1: two weeks are 14."),
                new("minimumSpacingDays", "The fewest days from one infusion of the series to the next", Shape.Count,
                    "1 is the next day."),
                new("minimumSpacing", "The shortest time from the start of one infusion of the series to the next", Shape.Elapsed,
                    "Where you count hours, such as 48 hours."),
                new("maximumSpacingDays", "The most days from one infusion of the series to the next", Shape.Count,
                    "1 is the next day."),
                new("maximumInSevenDays", "The most infusions in seven days", Shape.Count,
                    "In any seven days that follow each other."),
                new("permittedWeekdays", "The days of the week that infusions are on", Shape.Weekdays,
                    "Those of the first series."),
                new("evaluateAfterSessions", "After how many infusions you look whether they help", Shape.CountOrRange,
                    "Of 2 to 3, a response after the second counts, and without one you look again after the third."),
                new("serves", "Which conditions it is for", Shape.SomeOf<ConditionCategory>("category"),
                    "Groups of conditions.")
                {
                    IsCited = true,
                })
            {
                IsCited = true,
            },
            new Question("offeredRoutes", "The ways infusions are given", Shape.SomeOf<InfusionRoute>(),
                "Those you offer.")),
        new("visits", "The day of the infusion",
            new Question("firstArrivalLead", "How long before the first appointment a patient arrives", Shape.Elapsed,
                "For the very first infusion."),
            new Question("laterArrivalLead", "How long before a later appointment a patient arrives", Shape.Elapsed,
                "From the second infusion on."),
            new Question("recoveryMinimum", "How long a patient stays after the infusion, at least", Shape.Elapsed,
                "From the infusion's end."),
            new Question("recoveryPlanned", "How long a patient usually stays after the infusion", Shape.Elapsed,
                "What the chair is planned for."),
            new Question("residualEffects", "How long after the infusion effects can still be felt", Shape.Elapsed,
                "From the infusion's end."),
            new Question("driving", "How long a patient does not drive", Shape.Driving,
                "From the infusion's end, or by the clock of the next day."),
            new Question("ride.arranged", "By when a ride home has to be arranged", Shape.OneOf<RideTime>(),
                "Without one nobody is released, or the infusion does not start either."),
            new Question("ride.bothWays", "Whether the patient is driven to the clinic as well", Shape.YesNo,
                "No: the way home alone."),
            new Question("ride.taxi", "Whether a taxi counts as the ride", Shape.OneOf<TaxiAcceptance>(),
                "A ride-share is a taxi too."),
            new Question("escort", "Whether a person has to accompany the patient home", Shape.Company,
                "Without one nobody is released."),
            new Question("escort.staysFor", "How long that person stays with the patient afterwards", Shape.Elapsed,
                "After the patient has left the clinic."),
            new Question("escort.staysDuringVisit", "Whether a person is with the patient during the visit", Shape.YesNo,
                "Yes: the infusion waits for them."),
            new Question("destinations", "Where a patient may go afterwards", Shape.SomeOf<ReleaseDestination>(),
                "One or several."),
            new Question("sideEffects", "The side effects that you name", Shape.Names,
                "Any other one goes to the clinician."),
            new Question("usualOnset", "How soon after its start an infusion's side effects usually begin", Shape.Elapsed,
                "From the infusion's start."),
            new Question("checklist", "The steps before the infusion, in order", Shape.SomeOf<ChecklistItem>(),
                "Those you name."),
            new Question("vitalSigns", "The vital signs you take", Shape.SomeOf<VitalSign>(),
                "Those you name."),
            new Question("vitalSignPhases", "When you take them", Shape.SomeOf<VisitPhase>(),
                "Before, during or after the infusion."),
            new Question("bloodPressure", "The highest blood pressure with which an infusion begins", Shape.Pressure,
                "Exactly so much is still fine."),
            new Question("forbidsWalking", "Whether a patient must not walk during the infusion", Shape.YesNo,
                "Only where you say so."),
            new Question("requiresSteadyWalking", "Whether a patient has to walk steadily before leaving", Shape.YesNo,
                "Your staff's word that the patient may leave is waited for either way."),
            new Question("offersCommodeAndUrinal", "Whether a commode and a urinal are offered", Shape.YesNo,
                "To anyone, during the infusion."),
            new Question("requiresEmergencyPhysician", "Whether an emergency physician is responsible", Shape.YesNo,
                "A board-certified one."),
            new Question("requiresClinicianAvailable", "Whether a physician or a nurse is immediately available", Shape.YesNo,
                "During the whole visit."),
            new Question("statements", "What else every patient is told of the visit", Shape.SomeOf(
                VisitStatement.Music, VisitStatement.Family, VisitStatement.MedicationForSideEffects, VisitStatement.Observation,
                VisitStatement.ConversationDiscouraged, VisitStatement.LowStimuli, VisitStatement.LateNausea, VisitStatement.EyesClosed),
                "That music is welcome, that family may be there, that there is medication for side effects, that the patient is "
                + "watched, that talking is discouraged, that the room is quiet, that nausea may come late, that closed eyes may help.")),
        new("response", "Whether the infusions help",
            new Items("criteria",
                new("instrument", "A questionnaire that you judge by", Shape.OneOf<Instrument>(),
                    "One at a time."),
                new("responsePercent", "By how much its score falls when the infusions help", Shape.Percent,
                    "Of the score before the first infusion."),
                new("evaluationWindow", "How long after the infusion its score counts", Shape.Elapsed,
                    "A week is 168 hours."))
            {
                IsCited = true,
            }),
        new("maintenance", "Coming back afterwards",
            new Question("earliest", "How long after the last infusion the next one is, at the earliest", Shape.Period,
                "By the calendar."),
            new Question("latest", "How long after the last infusion the next one is, at the latest", Shape.Period,
                "By the calendar."),
            new Question("isIndividual", "Whether it is set for each patient", Shape.YesNo,
                "Yes: only a clinician's interval gives a date, and no time stands beside it."),
            new Question("maximumPerYear", "The most such infusions in a year", Shape.Count,
                "In any twelve months."),
            new Question("booster.sessions", "How many infusions one booster is", Shape.Count,
                "Only where it is more than one."),
            new Question("booster.within", "In what time they are given", Shape.Period,
                "A week is seven days, the first of them the day of the first.")),
        new("fees", "Fees and referral",
            new Question("deposit", "What a patient pays in advance at the booking", Shape.Charge,
                "A deposit. What it costs to cancel late can then be the deposit."),
            new Items("noticeTiers",
                new("lessThan", "A fee for cancelling late: with less notice than", Shape.Notice,
                    "Exactly so much notice, or exactly by then, is enough. Each step of the fee is asked for once."),
                new Question("charge", "What that costs", Shape.Charge,
                    "A fixed amount or a share of the visit's price. Where you publish only that there is a fee: amount not published.")),
            new Question("noShow", "What not coming at all costs", Shape.Charge,
                "A fixed amount or a share of the visit's price. Where you publish only that there is a fee: amount not published."),
            new Question("graceMisses", "How many first misses are free", Shape.Count,
                "Of late cancellations and visits that nobody came to."),
            new Question("prepaidAfterMisses", "After how many missed visits the next one is paid in advance", Shape.Count,
                "Late cancellations and visits that nobody came to."),
            new Question("fastingCancellation", "What it costs when you cancel because the patient did not fast", Shape.Money,
                "0 USD: nothing."),
            new Question("referral.credit", "The credit for a referred friend", Shape.Money,
                "Taken off the next visit."),
            new Question("referral.doesFreeCallCount", "Whether a friend's first call already earns it", Shape.YesNo,
                "No: the first infusion booked does."),
            new Question("payment", "What every statement of charges says about paying", Shape.SomeOf(
                PaymentNote.SelfPay, PaymentNote.VisitDocumentation),
                "That no insurance is billed, that visits can be documented for the patient's own claim.")),
        new("continuity", "Other treatment beside the infusions",
            new Items("holds",
                new("", "A medicine that is held before an infusion, and from when", Shape.Hold,
                    "It is what your clinic says. A patient who keeps to it is not blamed for the change."),
                new Question("decidedBy", "Who decides whether it is held", Shape.OneOf<HoldDecision>(),
                    "Your clinic, or whoever prescribes it."))
            {
                IsCited = true,
            },
            new Question("statements", "What every patient is told of other treatment", Shape.SomeOf(
                ContinuityStatement.TherapiesContinue, ContinuityStatement.ProvidersContinue, ContinuityStatement.InterruptionMayCompromise,
                ContinuityStatement.NotACure),
                "That therapies go on, that other providers stay, that interrupting a treatment may weaken the response, that infusions "
                + "are not a cure.")),
        new("eligibility", "Who is treated, and the consultation",
            new Items("conditions",
                new("", "A condition that you treat, by name", Shape.Named,
                    "One at a time, such as Migraine."),
                new Question("category", "What kind of condition it is", Shape.OneOf<ConditionCategory>(),
                    "The groups that infusions are chosen by."))
            {
                IsCited = true,
            },
            new Question("consultationMode", "How the first consultation is held", Shape.OneOf<ConsultationMode>(),
                "Before any infusion."),
            new Question("consultationSlot", "How long the first consultation is planned for", Shape.Elapsed,
                "As it stands in your calendar."),
            new Question("consultationPrice", "What the first consultation costs", Shape.Money,
                "0 USD: it is free."),
            new Question("asksForPriorTherapy", "Whether failed earlier treatment has to be on record", Shape.YesNo,
                "What is missing is shown and stops nobody."),
            new Question("acceptedRoles", "Whose word counts that a patient can be treated", Shape.SomeOf<ClinicianRole>(),
                "One or several."),
            new Items("screens",
                new("", "Something that can stand against an infusion, by name", Shape.Named,
                    "Such as Untreated high blood pressure."),
                new("question", "The question that a patient with it answers with yes", Shape.Text,
                    "Such as: Is your blood pressure high and untreated?"),
                new("effect", "What a yes leads to", Shape.OneOf<ScreenEffect>(),
                    "Whether it excludes, or a clinician looks at it."))
            {
                IsCited = true,
            }),
    ];

    private static Item Until(string id, string name, string what) => new(
        "kinds", [("id", id), ("name", name)],
        new("limits", $"Until when before the appointment the patient may have {what}", Shape.Limits,
            "Exactly then is early enough. Hours are counted back from the appointment; a clock time is on the day of the appointment, "
            + "unless you say the day before."))
    {
        IsCited = true,
    };
}
