namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>One patient as a record: two conditions, one visit with two intakes, two scores.</summary>
internal static class RecordText
{
    public static string Json => """
        {
          "format": 1,
          "id": "one",
          "asOf": "2026-03-16T12:00",
          "eligibility": {
            "on": "2026-02-18",
            "conditions": [
              { "name": "crps", "onset": "2024-05", "inFullRemission": false },
              { "name": "migraine", "onset": "2020-01", "inFullRemission": false }
            ],
            "conditionsAreComplete": true,
            "priorTherapyDocumented": true,
            "verdict": "candidate",
            "verdictBy": "physician"
          },
          "visits": [
            {
              "id": "visit-1",
              "appointment": "2026-03-02T09:00",
              "intakes": [
                { "what": "solid", "at": "2026-03-02T04:30" },
                { "what": "clear-liquid", "at": "2026-03-02T06:50" }
              ],
              "intakesAreComplete": true,
              "start": "2026-03-02T09:05",
              "end": "2026-03-02T13:05"
            }
          ]
        }
        """;
}
