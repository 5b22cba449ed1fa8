using System.Diagnostics;
using System.Globalization;
using Infusion.Rules;
using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Sources;

// The built-in policy's id on the first line, and on the second the answer to a record: a fast that is 30 minutes short.
long start = Stopwatch.GetTimestamp();
InfusionRules rules = InfusionRules.Published;
Console.WriteLine(rules.Policy.Id);
PatientRecord asked = PatientRecord.Parse(
    """
    {
      "format": 1, "id": "external", "asOf": "2026-06-15T12:00", "protocol": "four-hour",
      "visits": [{
        "id": "visit-1", "appointment": "2026-06-15T10:00", "intakesAreComplete": true,
        "intakes": [{ "what": "water", "at": "2026-06-15T08:30" }]
      }]
    }
    """,
    rules.TimeZone);
CourseReview review = rules.Review(asked);
double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
Console.Error.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"reported: policy read, record read and decided in {elapsed:0.0} ms of a fresh process"));
string missing = review.Visits[0].FastingPlan.ToDocument().Parts[0].Values.Single(value => value.Id == "fasting.short-by").Value;
Console.WriteLine($"{review.Visits[0].FastingPlan.Outcome} {missing}");
bool readsBack = review.ToDocuments().All(document => DecisionJson.Parse(DecisionJson.Write(document)) == document);
return readsBack && rules.Tables.Length > 0 && SourceRegister.Published.Statements.Length == 84 ? 0 : 1;
