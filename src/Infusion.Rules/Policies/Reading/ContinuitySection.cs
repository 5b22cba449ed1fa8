using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>continuity</c>: care beside the patient's other treatment.</summary>
internal static class ContinuitySection
{
    public static ObjectFormat<ContinuityPolicy> Create()
    {
        var o = new ObjectFormat<ContinuityPolicy>();
        var interactions = o.Default("interactions", p => p.Interactions, Formats.Named(Interaction(), 0, 60, "id", "medicine", "aliases"),
            [],
            "The medicines the clinician is alerted to; the patient is told to continue in any case.");
        var statements = o.Default(
            "statements", p => p.Statements, Formats.Distinct(Formats.EnumBut(ContinuityStatement.NotPublished), 0, 4), [],
            "What every patient is told; left out, not published. Where therapies continue, changes to medicines are judged by it.");
        o.States(p => p.Stated);
        return o.Makes(v => new() { Interactions = v.Of(interactions), Statements = v.Of(statements), Stated = v.Stated });
    }

    /// <summary>A medicine the clinician is alerted to.</summary>
    /// <param name="isOfOverlay">Whether it is an overlay's, which says how sure its source is.</param>
    public static ObjectFormat<LabelInteraction> Interaction(bool isOfOverlay = false)
    {
        var o = new ObjectFormat<LabelInteraction>();
        var id = o.Required("id", one => one.Id, Formats.Id(LabelInteraction.AnyOther), "The kebab-case id, such as theophylline.");
        var medicine = o.Required("medicine", one => one.Medicine, Formats.Name(100), "The medicine's name; case is ignored.");
        var aliases = o.Default(
            "aliases", one => one.Aliases, Formats.Distinct(Formats.Name(100), 0, 50), [],
            "Other names of the medicine, such as brands; case is ignored.");
        var codes = o.Default(
            "codes", one => one.Codes, Formats.List(MedicineCode.Fields.All.Format, 0, 50), [],
            "The medicine's codes, each with its system; a record's code is compared with them exactly.");
        var (advice, evidence) = o.Advised(one => one.Advice, one => one.Evidence, isOfOverlay);
        var (provenance, citations) = isOfOverlay
            ? o.FromLiterature(one => one.Provenance, one => one.Citations)
            : o.Sourced(one => one.Provenance, one => one.Citations);
        return o.Makes(v => new(v.Of(id), v.Of(medicine), v.Of(provenance), v.Of(citations))
        {
            Aliases = v.Of(aliases),
            Codes = v.Of(codes),
            Advice = v.Of(advice),
            Evidence = v.Of(evidence),
        });
    }
}
