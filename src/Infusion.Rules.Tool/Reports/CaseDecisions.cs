using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infusion.Rules.Cases;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The decisions of a case as documents: those before the visits, those of each visit, and those after.</summary>
internal sealed class CaseDecisions
{
    public CaseDecisions(CaseReview review)
    {
        Review = review;
        All = review.ToDocuments();
        int before = new object?[] { review.Consultation, review.Eligibility, review.Booking, review.Continuity, review.Protocol, review.Route }.Count(part => part is not null);
        Before = All[..before];
        After = All[(before + review.Visits.Sum(visit => visit.ToDocuments().Length))..];
    }

    public CaseReview Review { get; }

    public ImmutableArray<DecisionDocument> All { get; }

    public ImmutableArray<DecisionDocument> Before { get; }

    public ImmutableArray<DecisionDocument> After { get; }

    /// <summary>Writes all as one JSON document of format 1.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("case", Review.Case.Id);
            json.WriteString("policy", Review.Rules.Version.Policy);
            json.WriteString("policyVersion", Review.Rules.Version.Version);
            Write(json, "patient", Before);
            json.WriteStartArray("visits");
            foreach (VisitReview visit in Review.Visits)
            {
                json.WriteStartObject();
                json.WriteString("id", visit.Visit.Id);
                Write(json, "decisions", visit.ToDocuments());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Write(json, "course", After);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<DecisionDocument> documents)
    {
        json.WriteStartArray(name);
        foreach (DecisionDocument document in documents)
        {
            using JsonDocument written = JsonDocument.Parse(DecisionJson.Write(document));
            written.WriteTo(json);
        }

        json.WriteEndArray();
    }
}
