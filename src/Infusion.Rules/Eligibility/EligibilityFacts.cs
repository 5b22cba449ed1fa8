using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>A condition of a patient.</summary>
/// <param name="Patient">What is known of the patient.</param>
/// <param name="Condition">The condition.</param>
internal readonly record struct PatientsCondition(Assessment Patient, StatedCondition Condition);

/// <summary>What the rules about consultation and eligibility ask, each fact with the fields it is read from.</summary>
internal static class EligibilityFacts
{
    // Longer ago than any date can be.
    private const int MostMonths = 240_000;

    private static Input<PatientsCondition, StatedName?> Name { get; } = StatedCondition.Fields.Name.In<PatientsCondition>(
        static one => one.Condition);

    private static Input<PatientsCondition, DateInterval?> Onset { get; } = StatedCondition.Fields.Onset.In<PatientsCondition>(
        static one => one.Condition);

    private static Input<PatientsCondition, LocalDate?> JudgedOn { get; } = Assessment.Fields.On.In<PatientsCondition>(
        static one => one.Patient);

    private static Input<Applicant, LocalDate?> On { get; } = Assessment.Fields.On.In<Applicant>(static one => one.Assessment);

    private static Input<Applicant, ScreenAnswers?> Screens { get; } = Assessment.Fields.Screens.In<Applicant>(
        static one => one.Assessment);

    // Both the standing of a patient and the booking rest on the verdict.
    private static Input<Applicant, PhysicianVerdict?> VerdictOn { get; } = new(
        Assessment.Fields.Verdict.Path, static one => one.Assessment.Verdict)
    {
        Tried = [PhysicianVerdict.NotRecorded, PhysicianVerdict.Candidate, PhysicianVerdict.NotCandidate],
    };

    private static Input<Applicant, ClinicianRole?> VerdictBy { get; } = new(
        Assessment.Fields.VerdictBy.Path, static one => one.Assessment.VerdictBy)
    {
        Tried =
        [
            ClinicianRole.Physician, ClinicianRole.NursePractitioner, ClinicianRole.PhysicianAssistant, ClinicianRole.Nurse,
            ClinicianRole.Other,
        ],
    };

    /// <summary>How many calendar months ago a condition began.</summary>
    public static Fact<int> Months { get; } =
        Fact.Count("eligibility.months-since-onset", "calendar months since it began", "When did it begin?", "months", 0, MostMonths)
            .By<PatientsCondition, int>(static one => MonthsSince(one.Condition.Onset, one.Patient.On), Onset, JudgedOn);

    /// <summary>Whether a condition is in full remission.</summary>
    public static Fact<bool> Remission { get; } = Fact.YesNo("eligibility.full-remission", "full remission", "Is it in full remission?")
        .From(StatedCondition.Fields.InFullRemission.In<PatientsCondition>(static one => one.Condition));

    /// <summary>The verdict of the consultation.</summary>
    public static Fact<PhysicianVerdict> Verdict { get; } =
        Fact.Choice<PhysicianVerdict>("eligibility.physician-verdict", "the physician's verdict", "What did the consultation end with?")
            .From(VerdictOn);

    /// <summary>Who recorded the verdict.</summary>
    public static Fact<ClinicianRole> Role { get; } =
        Fact.Choice<ClinicianRole>(
            "eligibility.verdict-role", "the role of the person who recorded the verdict", "Who recorded the verdict?").From(VerdictBy);

    /// <summary>Whether the verdict has a reason on record.</summary>
    public static Fact<bool> Reason { get; } =
        Fact.YesNo("eligibility.verdict-reason", "a reason for the verdict", "Is a reason for the verdict on record?")
            .From(Assessment.Fields.VerdictHasReason.In<Applicant>(static one => one.Assessment));

    /// <summary>Whether failed earlier treatment is on record.</summary>
    public static Fact<bool> PriorTherapy { get; } =
        Fact.YesNo(
            "eligibility.prior-therapy-documented", "failed earlier treatment on record",
            "Is it on record that first- and second-line treatment failed?")
            .From(Assessment.Fields.PriorTherapyDocumented.In<Applicant>(static one => one.Assessment));

    /// <summary>Whether the clinical history is recorded.</summary>
    public static Fact<bool> History { get; } =
        Fact.YesNo("consultation.history", "clinical history on record", "Is the clinical history recorded?")
            .From(Consultation.Fields.HistoryRecorded);

    /// <summary>Whether the medicines are recorded.</summary>
    public static Fact<bool> Medications { get; } =
        Fact.YesNo("consultation.medications", "medications on record", "Are the medications recorded?")
            .From(Consultation.Fields.MedicationsRecorded);

    /// <summary>Whether appropriateness is recorded.</summary>
    public static Fact<bool> Appropriateness { get; } =
        Fact.YesNo("consultation.appropriateness", "appropriateness on record", "Is it recorded whether ketamine is appropriate?")
            .From(Consultation.Fields.AppropriatenessRecorded);

    /// <summary>Whether a consultation was held.</summary>
    public static Fact<bool> Held { get; } = Fact.YesNo("consultation.held", "a consultation held", "Was the consultation held?")
        .From(new Input<Applicant, bool?>(Consultation.Fields.Held.Path, static one => one.ConsultationInForce?.Held));

    /// <summary>Which of the policy's conditions it is.</summary>
    /// <param name="listed">The ids of the conditions the policy lists.</param>
    /// <param name="names">The places of their names among them.</param>
    public static Fact<string> Condition(ImmutableArray<string> listed, NameIndex names) =>
        Fact.Named(
            "eligibility.condition", "the condition", "Which condition is it?", [.. listed, ListedCondition.Unlisted],
            ListedCondition.Unlisted)
            .From(Name, name => names.PlaceOf(name, listed.Length))
            .Called(names.Names, said => names.PlaceOf(StatedName.Of(said), listed.Length));

    /// <summary>Whether one condition is stated both as active and as in full remission.</summary>
    /// <param name="names">The places of the listed conditions' names, by which two names are one condition.</param>
    public static Fact<bool> Contradicted(NameIndex names) =>
        Fact.YesNo(
            "eligibility.active-and-in-remission", "one condition stated as active and as in full remission",
            "Is the condition active, or in full remission?").By<Applicant, bool>(
            one => FactValue.Of(IsContradicted(one.Assessment, names)),
            StatedCondition.Fields.Name, StatedCondition.Fields.InFullRemission);

    private static bool IsContradicted(Assessment assessment, NameIndex names)
    {
        foreach (StatedCondition condition in assessment.ConditionsInForce)
        {
            if (IsContradicted(condition, assessment, names))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether another entry says the opposite of the same condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="assessment">What is stated of the patient.</param>
    /// <param name="names">The places of the listed conditions' names.</param>
    public static bool IsContradicted(StatedCondition condition, Assessment assessment, NameIndex names)
    {
        if (condition is not { InFullRemission: { } isOver, Name: { } name })
        {
            return false;
        }

        foreach (StatedCondition other in assessment.ConditionsInForce)
        {
            if (other.InFullRemission == !isOver && other.Name is { } another && IsSame(name, another, names))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the stated conditions are to the clinic, all together.</summary>
    /// <param name="conditions">How they are judged.</param>
    public static Fact<string> Indication(Judgement<Applicant> conditions) =>
        Fact.Linked("eligibility.listed-condition", "the stated condition", "Which conditions does the patient have?", conditions.Table)
            .From(conditions.Linked());

    /// <summary>Where the patient stands.</summary>
    /// <param name="candidacy">How that is judged; the booking tries an unknown verdict for both.</param>
    public static Fact<string> Candidacy(Judgement<Applicant> candidacy) =>
        Fact.Linked("consultation.candidacy", "the standing of the patient", "Is the patient a candidate?", candidacy.Table)
            .From(candidacy.Linked(isSharing: true));

    /// <summary>What the continuity rules say of changes to medicines.</summary>
    /// <param name="care">How they are judged.</param>
    public static Fact<string> MedicationChange(Judgement<Care> care) =>
        Fact.Linked("consultation.medication-change", "medication changes", "Was a medicine changed, and who was asked?", care.Table)
            .From(care.Linked<Applicant>(static one => one.Care));

    /// <summary>The answer to a criterion that asks for yes or no.</summary>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="asked">The fact as the criterion declares it.</param>
    public static Fact<bool> Claim(string criterion, Fact<bool> asked) =>
        asked.By<Applicant, bool>(
            one => AnswerTo(criterion, one) is ScreenAnswer.YesNo claim ? FactValue.Of(claim.Answer) : FactValue.Unknown, Screens);

    /// <summary>The answer to a criterion that asks for a number; one outside its range or finer than it keeps is none.</summary>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="asked">The fact as the criterion declares it.</param>
    public static Fact<decimal> Number(string criterion, Fact<decimal> asked) => asked.By<Applicant, decimal>(
        one =>
            AnswerTo(criterion, one) is ScreenAnswer.Number { Answer: var answer } && asked.Keeps(answer)
            ? asked.Value(answer)
            : FactValue.Unknown,
            Screens);

    /// <summary>The answer to a criterion that asks how many days ago an event last happened.</summary>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="asked">The fact as the criterion declares it.</param>
    public static Fact<int> DaysAgo(string criterion, Fact<int> asked) => LookBack(criterion, asked, CalendarCount.DaysToReach);

    /// <summary>The answer to a criterion that asks how many calendar months ago an event last happened.</summary>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="asked">The fact as the criterion declares it.</param>
    public static Fact<int> MonthsAgo(string criterion, Fact<int> asked) => LookBack(criterion, asked, CalendarCount.MonthsToReach);

    private static Fact<int> LookBack(string criterion, Fact<int> asked, Func<LocalDate, LocalDate, int> count) => asked.By<Applicant, int>(
        one => AnswerTo(criterion, one) switch
        {
            ScreenAnswer.Never => FactValue.Exactly(Fact.Never),
            ScreenAnswer.Happened { Days: var days } when one.Assessment.On is { } on =>
                FactValue.Between(count(days.End, on), count(days.Start, on)),
            _ => FactValue.Unknown,
        },
        Screens, On);

    private static bool IsSame(StatedName one, StatedName other, NameIndex names) => names.Find(one) is >= 0 and var place
        ? names.Find(other) == place
        : string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);

    private static ScreenAnswer? AnswerTo(string criterion, Applicant applicant) => applicant.Assessment.Screens?.Find(criterion);

    // The least n with the date at most onset plus n months, so more than the policy's months means later than onset plus them.
    private static FactValue MonthsSince(DateInterval? onset, LocalDate? on) => onset is { } days && on is { } date
        ? FactValue.Between(CalendarCount.MonthsToReach(days.End, date), CalendarCount.MonthsToReach(days.Start, date))
        : FactValue.Unknown;
}
