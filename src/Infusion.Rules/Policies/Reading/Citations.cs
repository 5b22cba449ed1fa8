using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Holds every citation of a document to a source that exists.</summary>
/// <param name="sources">The document's own list of sources; may be absent.</param>
internal sealed class Citations(LocatedValue sources)
{
    private readonly HashSet<string> _own = [.. sources.TextsOf("id"), Formats.OwnPolicy];

    /// <summary>Reports the citations of a list of them that lead nowhere.</summary>
    public void Check(LocatedValue value)
    {
        if (value.PropertyName is "citations" or "chronicCitations")
        {
            foreach (LocatedValue citation in value.Items)
            {
                if (citation.TextOrNull is { } id && !_own.Contains(id) && !SourceRegister.IsPublished(id))
                {
                    citation.Report(
                        ProblemCodes.UnknownName, Problem.Quote(id),
                        "an id of the package's source register, of this document's sources, or " + Formats.OwnPolicy,
                        NearestName.To(id, Known));
                }
            }
        }
    }

    private IEnumerable<string> Known => SourceRegister.Published.References.Select(reference => reference.Id).Concat(_own)
        .Concat(SourceRegister.Published.Statements.Select(statement => statement.Id))
        .Concat(SourceRegister.Published.Conflicts.Select(conflict => conflict.Id));
}
