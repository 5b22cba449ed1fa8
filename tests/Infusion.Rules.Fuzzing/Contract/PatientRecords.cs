using System.Collections.Immutable;
using Infusion.Rules.Records;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>The records every policy that is read has to decide.</summary>
internal static class PatientRecords
{
    /// <summary>One whose course is long, one that contradicts itself, and one of which nothing is known.</summary>
    public static ImmutableArray<PatientRecord> Fixed { get; } = [.. Texts.Select(Parsed)];

    private static string[] Texts =>
    [
        """
        {
          "format": 1, "id": "long", "asOf": "2026-06-20T09:00",
          "eligibility": {
            "on": "2026-01-05",
            "conditions": [{ "name": "depression", "onset": "2020-05" }, { "name": "migraine" }],
            "screens": { "pregnancy": false, "heart-attack": true }
          },
          "continuity": { "medicines": [{ "id": "one", "name": "lamotrigine" }] },
          "protocol": "depression", "route": "intravenous",
          "visits": [
            {
              "id": "visit-1", "appointment": "2026-01-12T10:00", "arrival": "2026-01-12T09:40", "start": "2026-01-12T10:05",
              "end": "2026-01-12T10:50", "intakes": [{ "what": "toast", "at": "2026-01-12T05:00" }]
            },
            { "id": "visit-2", "appointment": "2026-01-15T10:00", "start": "2026-01-15T10:00", "end": "2026-01-15T10:40" },
            { "id": "visit-3", "appointment": "2026-06-22T10:00" }
          ],
          "scores": [
            { "id": "before", "condition": "mental-health", "instrument": "phq-9", "at": "2026-01-10T09:00", "points": 20 },
            { "id": "after", "condition": "mental-health", "instrument": "phq-9", "at": "2026-02-10T09:00", "points": 7 }
          ],
          "referrals": [{ "id": "one", "friend": "a", "at": "2026-02-01T09:00", "scheduled": "infusion" }]
        }
        """,
        """
        {
          "format": 1, "id": "torn", "asOf": "2026-03-01T09:00",
          "visits": [
            { "id": "a", "appointment": "2026-02-02T10:00", "start": "2026-02-02T10:00", "end": "2026-02-02T11:00" },
            { "id": "b", "appointment": "2026-02-02T10:30", "start": "2026-02-02T10:30", "end": "2026-02-02T11:30" }
          ]
        }
        """,
        """{ "format": 1, "id": "nothing", "asOf": "2026-03-01T09:00" }""",
    ];

    private static PatientRecord Parsed(string json) => PatientRecord.Parse(json, InfusionRules.Published.TimeZone);
}
