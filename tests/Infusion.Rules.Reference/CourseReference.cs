namespace Infusion.Rules.Reference;

/// <summary>Section 8: the stage of a course, what comes next, and what the desk does about a visit of the day.</summary>
public static class CourseReference
{
    /// <summary>From least to most cautious.</summary>
    public enum Stage { Maintenance, Initiation, FirstTreatment, Consultation, DiscontinuationRecommended, Declined }

    /// <summary>What the verdicts on the response mean for the course.</summary>
    public enum Verdict { Responds, Undecided, Unlikely }

    public enum Step
    {
        EndInfusion, ReleasePatient, RecordWhatHappened, ReviewScore, HoldConsultation, RecordVerdict, BookInfusion, GiveInfusion,
        RecordResponse,
        ConfirmResponse, ReviewResponse, DecideContinuation, BookMaintenance,
    }

    public enum Day { Begun, Go, Ask, Stop }

    public enum Progress { Ahead, Passed, Begun }

    /// <param name="Refusal">Why no infusion can be booked; none where one can be.</param>
    /// <param name="Declined">The patient has said that they decline.</param>
    /// <param name="Completed">An infusion is completed.</param>
    /// <param name="Word">A clinician has said that maintenance is reached.</param>
    /// <param name="Response">The verdict on the course as a whole.</param>
    /// <param name="Best">The verdict on the condition that responds best.</param>
    /// <param name="Earlier">The best verdict on a condition that an earlier series treated and the latest does not.</param>
    public sealed record StageFacts(
        ConsultationReference.RejectionReason? Refusal, bool Declined, bool Completed, bool Word, ResponseReference.Outcome Response, ResponseReference.Outcome Best,
        ResponseReference.Finality Finality, ResponseReference.Outcome Earlier);

    /// <param name="InProgress">The induction lacks sessions.</param>
    /// <param name="Complete">The induction has all the sessions that are published.</param>
    /// <param name="Open">The verdict on the response is open for want of a fact.</param>
    /// <param name="Reason">A clinician's reason to go on is on record.</param>
    public sealed record StepFacts(
        Stage Stage, bool Accepted, bool Consulted, bool Booked, bool InProgress, bool Complete, ResponseReference.Outcome Response, bool Open,
        bool Reason, bool EarlierResponds);

    /// <param name="ScoreForClinician">A latest score is above its baseline, or its item 9 above 0.</param>
    public sealed record WaitingFacts(bool Running, bool Recovering, bool Unexplained, bool ScoreForClinician);

    public sealed record DayFacts(
        Progress Progress, bool? Accepted, bool RouteNotOffered, bool FastViolated, bool FastForClinician, Stage Stage, bool Reason,
        bool SomebodyElseDrives, bool NoRideHome, bool ScoreForClinician, bool Waits = false, bool BeyondInduction = false);

    public static Stage StageOf(StageFacts facts)
    {
        if (facts.Declined || facts.Refusal == ConsultationReference.RejectionReason.NotCandidate)
            return Stage.Declined;

        // A clinician's word is enough: patients come from elsewhere, too.
        if (facts.Word)
            return Stage.Maintenance;

        if (!facts.Completed)
            return facts.Refusal is null ? Stage.FirstTreatment : Stage.Consultation;

        return StageOf(VerdictOf(facts.Response, facts.Best, facts.Finality, facts.Earlier));
    }

    /// <summary>The same once an infusion is completed, and no word moves the course.</summary>
    private static Stage StageOf(Verdict verdict) => verdict switch
    {
        Verdict.Responds => Stage.Maintenance,
        Verdict.Unlikely => Stage.DiscontinuationRecommended,
        _ => Stage.Initiation,
    };

    public static Verdict VerdictOf(
        ResponseReference.Outcome response, ResponseReference.Outcome best, ResponseReference.Finality finality,
        ResponseReference.Outcome earlier)
    {
        // While another series goes on, a condition keeps the verdict of its own.
        if (earlier == ResponseReference.Outcome.Responder)
            return Verdict.Responds;

        // A provisional verdict moves no stage.
        if (finality != ResponseReference.Finality.Standing)
            return Verdict.Undecided;

        if (best == ResponseReference.Outcome.Responder)
            return Verdict.Responds;

        return response == ResponseReference.Outcome.LikelyNonResponder ? Verdict.Unlikely : Verdict.Undecided;
    }

    /// <summary>What waits at every stage.</summary>
    public static IReadOnlySet<Step> Waiting(WaitingFacts facts)
    {
        HashSet<Step> steps = [];
        if (facts.Running)
            steps.Add(Step.EndInfusion);

        if (facts.Recovering)
            steps.Add(Step.ReleasePatient);

        if (facts.Unexplained)
            steps.Add(Step.RecordWhatHappened);

        if (facts.ScoreForClinician)
            steps.Add(Step.ReviewScore);

        return steps;
    }

    /// <summary>No infusion before a candidate verdict, and so no booking either: the consultation comes in its stead.</summary>
    public static IReadOnlySet<Step> StepsAfter(StepFacts facts)
    {
        var steps = StepsOnceAccepted(facts);
        if (!facts.Accepted)
            steps.ExceptWith([Step.BookInfusion, Step.GiveInfusion, Step.BookMaintenance]);

        if (facts.Stage == Stage.Consultation || (!facts.Accepted && facts.Stage != Stage.Declined))
            steps.Add(facts.Consulted ? Step.RecordVerdict : Step.HoldConsultation);

        return steps;
    }

    private static HashSet<Step> StepsOnceAccepted(StepFacts facts)
    {
        HashSet<Step> steps = [];
        switch (facts.Stage)
        {
            case Stage.FirstTreatment:
                steps.Add(facts.Booked ? Step.GiveInfusion : Step.BookInfusion);
                break;
            case Stage.Maintenance:
                steps.Add(facts.Booked ? Step.GiveInfusion : Step.BookMaintenance);

                // One condition is in maintenance, another in its induction.
                if (facts.EarlierResponds)
                    AddOfInduction(steps, facts);

                break;
            case Stage.DiscontinuationRecommended:
                // No session after a likely non-response without a reason on record.
                if (!facts.Reason)
                    steps.Add(Step.DecideContinuation);
                else
                    steps.Add(facts.Booked ? Step.GiveInfusion : Step.BookInfusion);

                break;
            case Stage.Initiation:
                AddOfInitiation(steps, facts);
                break;
            default:
                break;
        }

        return steps;
    }

    public static Day DayOf(DayFacts facts)
    {
        if (facts.Progress == Progress.Begun)
            return Day.Begun;

        if (facts.Progress == Progress.Passed)
            return Day.Ask;

        if (facts.Accepted == false || facts.RouteNotOffered || facts.Stage == Stage.Declined)
            return Day.Stop;

        if (facts.Stage == Stage.DiscontinuationRecommended && !facts.Reason)
            return Day.Stop;

        // The infusion does not begin without the person who has to be there.
        if (facts.FastViolated || facts.Waits)
            return Day.Stop;

        // What is not published allows nothing and refuses nothing: a person says.
        return facts.Accepted is null || facts.FastForClinician || facts.SomebodyElseDrives || facts.NoRideHome || facts.ScoreForClinician
            || facts.BeyondInduction ? Day.Ask : Day.Go;
    }

    private static void AddOfInduction(HashSet<Step> steps, StepFacts facts)
    {
        var isBeforePoint = facts.Response == ResponseReference.Outcome.NotYetEvaluable;
        if (facts.InProgress || (isBeforePoint && !facts.Complete && !facts.Open))
            steps.Add(facts.Booked ? Step.GiveInfusion : Step.BookInfusion);

        if (facts.Open)
            steps.Add(Step.RecordResponse);
    }

    private static void AddOfInitiation(HashSet<Step> steps, StepFacts facts)
    {
        AddOfInduction(steps, facts);
        switch (facts.Response)
        {
            case ResponseReference.Outcome.Responder or ResponseReference.Outcome.LikelyNonResponder:
                steps.Add(Step.ConfirmResponse);
                break;
            case ResponseReference.Outcome.NotYetEvaluable:
                if (facts.Complete)
                    steps.Add(Step.ReviewResponse);

                break;
            default:
                steps.Add(Step.ReviewResponse);
                break;
        }
    }
}
