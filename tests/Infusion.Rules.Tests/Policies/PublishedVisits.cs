using Infusion.Rules.Clinic;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>A visit as the clinic's page publishes it.</summary>
internal static class PublishedVisits
{
    public static VisitPolicy Policy => new()
    {
        FirstArrivalLead = Duration.FromMinutes(30), // R52
        LaterArrivalLead = Duration.FromMinutes(15), // R52
        RecoveryMinimum = Duration.FromMinutes(60), // R65, C4
        RecoveryPlanned = Duration.FromMinutes(90), // R65, C4
        ResidualEffects = Duration.FromHours(4), // R67
        Driving = new DrivingLimit.Elapsed(Duration.FromHours(24)), // R69
        Destinations = [ReleaseDestination.Home, ReleaseDestination.Hotel], // R66
        UsualOnset = Duration.FromMinutes(20), // R56b
        Checklist =
        [
            ChecklistItem.ChartReview, ChecklistItem.QuestionsAnswered, ChecklistItem.BladderEmptied, ChecklistItem.IvPlaced,
            ChecklistItem.MonitorAttached,
        ],
        VitalSigns = [VitalSign.HeartRate, VitalSign.BloodPressure, VitalSign.OxygenSaturation], // R55
        VitalSignPhases = [VisitPhase.Before, VisitPhase.During, VisitPhase.After],
        Ride = new(), // R68
        RequiresEmergencyPhysician = true, // R56
        RequiresClinicianAvailable = true, // R56
        OffersCommodeAndUrinal = true,
        ForbidsWalking = true,
        RequiresSteadyWalking = true, // R65
        Statements =
        [
            VisitStatement.Music, VisitStatement.Family, VisitStatement.MedicationForSideEffects, VisitStatement.Observation,
            VisitStatement.ConversationDiscouraged, VisitStatement.LowStimuli, VisitStatement.LateNausea, VisitStatement.EyesClosed,
        ],
        SideEffects = // R56b
        [
            new("nausea"),
            new("vomiting"),
            new("rapid heart rate") { Aliases = ["fast heart rate", "heart rate rise"] },
            new("raised blood pressure") { Aliases = ["elevated blood pressure", "blood pressure rise"] },
            new("out-of-body feeling") { Aliases = ["out of body experience", "dissociation"] },
            new("drowsiness"),
            new("dizziness"),
            new("blurry vision") { Aliases = ["blurred vision"] },
            new("double vision"),
            new("difficulty with coordination") { Aliases = ["coordination"] },
            new("difficulty with thinking") { Aliases = ["cognition"] },
            new("illusions"),
            new("dream-like state"),
            new("anxiety"),
        ],
    };
}
