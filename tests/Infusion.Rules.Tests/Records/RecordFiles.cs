using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Records;

/// <summary>Records to try things on, those that ship with the sample, and rules that fit them.</summary>
internal static class RecordFiles
{
    private const string Here = "tests/Infusion.Rules.Tests/Records/Files/";

    private const string Sample = "samples/Infusion.Rules.Sample/cases/";

    public static string Crps => Read(Here + "crps.json");

    public static string Depression => Read(Here + "depression.json");

    /// <summary>The records that ship with the sample: a responder, a likely non-responder, and mixed conditions.</summary>
    public static string[] Shipped => [Read(Sample + "responder.json"), Read(Sample + "non-responder.json"), Read(Sample + "mixed.json")];

    /// <summary>The published policy with one criterion of every kind, and what the shipped files answer.</summary>
    public static InfusionRules Rules { get; } = new(ClinicPolicy.VirginiaInfusionTherapies with
    {
        Eligibility = ClinicPolicy.VirginiaInfusionTherapies.Eligibility! with
        {
            Screens =
            [
                .. PolicyOverlay.Consensus2018.Screens,
                Screen("systolic", new ScreenAsk.Number("mmHg", 40, 300, 0, atLeast: 160)),
                Screen("heart-attack", new ScreenAsk.WithinMonths(6)),
            ],
        },
    });

    /// <summary>A record that uses every property there is.</summary>
    public static string Everything => """
        {
          "format": 1,
          "id": "everything",
          "asOf": "2026-11-02T12:00",
          "completeThrough": "2026-11-02T08:00",
          "eligibility": {
            "on": "2026-10-01",
            "conditions": [
              { "name": "back pain", "onset": { "from": "2026-01-01", "to": "2026-02-15" }, "inFullRemission": false },
              { "name": "migraine", "onset": "2020-05" },
              { "onset": "2021-01-31" }
            ],
            "conditionsAreComplete": true,
            "conditionsAreCompleteSaidAt": "2026-10-01T09:10",
            "screens": { "pregnancy": false, "systolic": 152, "heart-attack": "never" },
            "priorTherapyDocumented": false,
            "verdict": "not-candidate",
            "verdictBy": "nurse-practitioner",
            "verdictHasReason": true
          },
          "consultation": { "held": true, "historyRecorded": true, "medicationsRecorded": true, "appropriatenessRecorded": true },
          "continuity": {
            "medicines": [{ "name": "gabapentin", "code": { "system": "rxnorm", "code": "25480" } }, { "name": { "other": "a herbal tea" } }],
            "medicinesAreComplete": true,
            "medicinesAreCompleteSaidAt": "2026-10-01T09:10",
            "changes": [{ "medicine": "gabapentin", "providerOrdered": false, "alreadyMade": true, "providerConsulted": true, "inMaintenance": false, "clinicInTouch": false, "onlyPaused": true, "pausedFrom": "2026-10-01T07:00", "pausedFor": "2026-10-01T10:00" }],
            "medicinesReviewedBy": "nurse",
            "medicinesReviewedAt": "2026-10-01T09:20",
            "changesAreComplete": true,
            "changesAreCompleteSaidAt": "2026-10-01T09:10",
            "provider": "outside-provider"
          },
          "protocol": "four-hour",
          "route": "oral",
          "visits": [
            {
              "id": "visit-1",
              "series": "new-start",
              "bookedAt": "2026-10-01T09:00",
              "appointment": "2026-10-31T21:00",
              "arrival": { "from": "2026-10-31T20:20", "to": "2026-10-31T20:40" },
              "departure": "2026-10-31T19:00",
              "intakes": [
                { "what": "water", "at": "2026-10-31T18:00", "guidelineKind": "clear-liquid" },
                { "noneSince": "2026-10-31T18:30", "noneSinceSaidAt": "2026-10-31T20:45", "what": "solid" },
                {
                  "id": "burger", "enteredAt": "2026-10-31T20:45", "enteredBy": "front-desk", "what": "burger",
                  "voided": { "reason": "of the day before", "at": "2026-10-31T20:50" }
                },
                { "id": "burger-again", "what": "burger" }
              ],
              "intakesAreComplete": true,
              "intakesAreCompleteSaidAt": "2026-10-31T20:45",
              "start": "2026-10-31T21:30",
              "end": "2026-11-01T01:30-04:00",
              "aborted": true,
              "walksSteadily": true,
              "walksSteadilySaidAt": "2026-11-01T02:40",
              "criteriaMet": true,
              "criteriaMetBy": "nurse",
              "criteriaMetAt": "2026-11-01T02:40",
              "fellAt": "2026-11-01T02:10",
              "dischargeScore": 9,
              "rideArranged": true,
              "rideArrangedSaidAt": "2026-10-31T20:45",
              "rideIsTaxi": true,
              "accompanied": false,
              "escortAge": 34,
              "escortStays": true,
              "escortIsThere": true,
              "left": "2026-11-01T02:45",
              "sideEffects": [{ "effect": "nausea", "at": "2026-11-01T00:10" }, { "effect": "hiccups", "seenBy": "physician", "seenAt": "2026-11-01T00:20" }],
              "conduct": { "accommodationsOffered": true, "walkedDuringInfusion": false, "clinicianAvailable": true, "emergencyPhysicianResponsible": true },
              "vitalSigns": [{ "phase": "during", "at": "2026-10-31T23:00", "heartRate": true, "bloodPressure": true, "oxygenSaturation": false }],
              "bloodPressure": { "systolic": 120, "diastolic": 80 },
              "checklist": { "chartReview": true, "questionsAnswered": true, "bladderEmptied": false, "ivPlaced": true, "monitorAttached": true },
              "price": { "amount": "10.50", "currency": "USD" }
            },
            {
              "id": "visit-2",
              "appointment": "2026-11-01T01:30",
              "cancelled": { "by": "no-show", "reason": "other", "at": "2026-11-01T00:30", "earlierMisses": 2, "countedMisses": 1, "newAppointment": "2026-11-03T09:00" }
            }
          ],
          "scores": [{ "condition": "pain", "instrument": "pain-nrs", "points": 6.5, "at": "2026-10-30T09:00", "basis": "worst" }, { "condition": "mental-health", "instrument": "phq-9", "points": 9, "at": "2026-10-30T09:00", "item9": 1 }],
          "words": [{ "about": "session-counts", "at": "2026-11-01T02:00", "by": "physician", "of": "visit-1" }],
          "maintenance": {
            "on": "2026-12-01",
            "symptomsAreBack": true,
            "clinicianInterval": { "earliest": "P6W", "latest": "P2M" },
            "responseGrade": "good",
            "reliefDays": 20,
            "ordinal": 2
          },
          "referrals": [{ "friend": "friend-1", "scheduled": "free-call", "at": "2026-10-01T09:00", "referredBefore": true }]
        }
        """;

    /// <summary>Rows for single tables, with and without what is expected.</summary>
    public static string Rows => """
        {
          "format": 1,
          "decisions": [
            {
              "table": "fasting.intake",
              "name": "just short of two hours",
              "facts": { "fasting.kind": "clear-liquid", "fasting.elapsed": "PT1H59M59.999999999S" },
              "expect": { "outcome": "Violation", "rules": ["fasting.clear-liquids"] }
            },
            { "table": "fasting.timing", "facts": { "fasting.before-start": { "from": "-PT5M", "to": "PT0S" } }, "expect": { "questions": ["fasting.kind"] } },
            { "table": "response.instrument", "facts": { "response.percent-drop": 29.9999, "response.baseline-zero": false } }
          ]
        }
        """;

    private static string Read(string path) => File.ReadAllText(RepositoryFiles.PathOf(path));

    private static ScreenCriterion Screen(string id, ScreenAsk asks) =>
        new(id, id, $"What of {id}?", asks, ScreenEffect.ClinicianReview, Provenance.Literature, ["cohen-2018"]);
}
