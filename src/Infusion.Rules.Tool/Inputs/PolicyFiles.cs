using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Verification;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>The files of a policy or book, to say where a value of a version stands.</summary>
/// <param name="book">The versions.</param>
/// <param name="files">The file of each; <c>null</c> for what ships with the library.</param>
/// <param name="begin">The begin of what was named on the command line, for a version that is not there.</param>
internal sealed class PolicyFiles(
    PolicyBook book, ImmutableArray<(ClinicPolicy Policy, LocatedDocument? Document)> files, DocumentPlace? begin)
{
    /// <summary>The place of a value in the version that holds in a period; <c>null</c> where there is no file.</summary>
    public DocumentPlace? PlaceOf(DiffPeriod period, string path)
    {
        LocalDate from = period.From is { } date ? LocalDatePattern.Iso.Parse(date).Value : LocalDate.MinIsoValue;
        return PlaceOf(book.Versions.FirstOrDefault(version => version.Holds(from))?.Policy, path);
    }

    /// <summary>The place of a value in the version that a step leads to; <c>null</c> where there is no file.</summary>
    public DocumentPlace? PlaceOf(GateStep step, string path) => PlaceOf(
        book.Versions.FirstOrDefault(version => step.To?.Hash == $"sha256:{version.Policy.ContentHash}")?.Policy, path);

    private DocumentPlace? PlaceOf(ClinicPolicy? policy, string path) => policy is null
        ? begin
        : files.First(file => ReferenceEquals(file.Policy, policy)).Document?.PlaceOf(path);
}
