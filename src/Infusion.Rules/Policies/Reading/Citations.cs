using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Holds every citation of a document to a source of its own, and what it calls published to such a citation.</summary>
/// <param name="sources">The document's own list of sources; may be absent.</param>
/// <param name="hasRegister">Whether the package's source register is the document's, too: of the built-in policy it is, and an overlay
/// takes its references from there.</param>
internal sealed class Citations(LocatedValue sources, bool hasRegister)
{
    private readonly HashSet<string> _own = [.. sources.TextsOf("id")];

    /// <summary>Reports the citations of a list of them that lead nowhere, and an item that is published and cites no source.</summary>
    public void Check(LocatedValue value)
    {
        if (value.PropertyName == "citations")
        {
            foreach (LocatedValue citation in value.Items)
            {
                if (citation.TextOrNull is { } id && id != Formats.OwnPolicy && !IsSource(id))
                {
                    citation.Report(ProblemCodes.UnknownName, Problem.Quote(id), Allowed, NearestName.To(id, Known));
                }
            }
        }

        // Nobody publishes what another clinic's page says.
        if (value.Member("provenance") is { TextOrNull: "published" } said
            && !value.Member("citations").Items.Any(citation => citation.TextOrNull is { } id && IsSource(id)))
        {
            said.Report(
                ProblemCodes.Contradiction, "\"published\" without a source that says so",
                "citations with one of this document's sources, or \"clinic-policy\"");
        }
    }

    private bool IsSource(string id) => _own.Contains(id) || (hasRegister && SourceRegister.IsPublished(id));

    private string Allowed => hasRegister
        ? "an id of the package's source register, of this document's sources, or " + Formats.OwnPolicy
        : "an id of this document's sources, or " + Formats.OwnPolicy;

    private IEnumerable<string> Known => !hasRegister ? _own.Append(Formats.OwnPolicy)
        : SourceRegister.Published.References.Select(reference => reference.Id).Concat(_own).Append(Formats.OwnPolicy)
            .Concat(SourceRegister.Published.Statements.Select(statement => statement.Id))
            .Concat(SourceRegister.Published.Conflicts.Select(conflict => conflict.Id));
}
