using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A whole overlay document: what it adds to a policy.</summary>
internal static class OverlayDocument
{
    /// <summary>The newest format that is read, and the one that is written.</summary>
    public const int Newest = 1;

    private static ObjectFormat<PolicyOverlay> Format { get; } = Create();

    /// <summary>An overlay as a document of its own.</summary>
    public static DocumentFormat<PolicyOverlay> Document { get; } = new(Format, Newest);

    /// <summary>Writes the JSON Schema of overlay documents.</summary>
    public static byte[] WriteSchema() => Document.Schema(
        "overlay", "Infusion.Rules policy overlay",
        "Screens and medicine interactions that a policy can take up. What the schema cannot say (references, names that stand twice) "
        + "the library checks when it reads the file.");

    private static ObjectFormat<PolicyOverlay> Create()
    {
        var o = new ObjectFormat<PolicyOverlay>();
        var id = o.Required("id", overlay => overlay.Id, Formats.Id(), "The overlay's kebab-case id, the same in all its versions.");
        var version = o.Required("version", overlay => overlay.Version, Formats.Id(), "The version in kebab-case, such as 1 or 2026-01.");
        var name = o.Required("name", overlay => overlay.Name, Formats.Name(200), "What it is, for people.");
        var sources = o.Default(
            "sources", overlay => overlay.Sources, Formats.Named(PolicyDocument.Source(), 0, 200, "id"), [],
            "Works that it cites and the package's source register does not have.");
        var screens = o.Default("screens", overlay => overlay.Screens,
            Formats.Named(EligibilitySection.Screen(isOfOverlay: true), 0, 64, "id"), [],
            "Screening criteria that ask for a clinician's review, or inform; none excludes.");
        var interactions = o.Default("interactions", overlay => overlay.Interactions,
            Formats.Named(ContinuitySection.Interaction(isOfOverlay: true), 0, 60, "id", "medicine", "aliases"), [],
            "Medicines the clinician is alerted to; the patient is told to continue in any case.");
        o.Check(v =>
        {
            var citations = new Citations(v.At(sources), hasRegister: true);
            PolicyDocument.RequireOwn(v.At(sources), hasRegister: true);
            v.Whole.Visit(citations.Check);
        });
        o.Check(v => ContinuitySection.RequireOneEach(v.At(interactions)));
        o.Check(v =>
        {
            if (v.Has(screens) && v.Has(interactions) && v.Of(screens).IsEmpty && v.Of(interactions).IsEmpty)
            {
                v.Whole.Report(ProblemCodes.Contradiction, "an overlay that adds nothing", "screens, interactions, or both");
            }
        });
        return o.Makes(v => new(v.Of(id), v.Of(version), v.Of(name), v.Of(sources), v.Of(screens), v.Of(interactions)));
    }
}
