using Infusion.Rules.Documents;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Holds every citation of a document to a source that exists.</summary>
internal static class Citations
{
    private static string[] Names => ["citations", "chronicCitations"];

    /// <summary>Reports citations that lead nowhere.</summary>
    /// <param name="document">The document.</param>
    /// <param name="sources">The document's own list of sources; may be absent.</param>
    public static void Require(LocatedValue document, LocatedValue sources)
    {
        HashSet<string> own = [.. sources.Items.Select(source => source.Member("id").TextOrNull).OfType<string>(), Formats.OwnPolicy];
        SourceRegister register = SourceRegister.Published;
        foreach (LocatedValue citation in PolicyDocument.Inside(document).Where(value => Names.Contains(value.PropertyName)).SelectMany(list => list.Items))
        {
            if (citation.TextOrNull is { } id && !own.Contains(id) && !register.Contains(id))
            {
                IEnumerable<string> known = register.References.Select(reference => reference.Id).Concat(own)
                    .Concat(register.Statements.Select(statement => statement.Id)).Concat(register.Conflicts.Select(conflict => conflict.Id));
                citation.Report(
                    ProblemCodes.UnknownName, Problem.Quote(id), "an id of the package's source register, of this document's sources, or " + Formats.OwnPolicy,
                    NearestName.To(id, known));
            }
        }
    }
}
