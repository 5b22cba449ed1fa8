using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tool.Inputs;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What is read as a policy, an overlay or a book is written and read back, and decides.</summary>
internal static class PolicyContract
{
    private const int MostVersionsJudged = 3;

    /// <summary>A policy.</summary>
    public static void Policy(byte[] input)
    {
        bool isRead = ClinicPolicy.TryParse(input, out ClinicPolicy? policy, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, policy is not null, problems, input, ofPatient: null);
        Unless(
            isRead || !Reading.IsUtf8(input) || !ClinicPolicy.TryParse(Reading.Text(input), out _, out _),
            "read as a text and not as its bytes");
        if (policy is null)
        {
            return;
        }

        string json = Reading.Back(policy, static one => one.ToJson(), static text => ClinicPolicy.Parse(text), "a policy");
        Unless(ClinicPolicy.Parse(json).ContentHash == policy.ContentHash, "a policy with another hash when it is read back");
        Canonical(input, "policy");
        Decides(policy);
    }

    /// <summary>An overlay, with the published policy.</summary>
    public static void Overlay(byte[] input)
    {
        string text = Reading.Text(input);
        bool isRead = PolicyOverlay.TryParse(text, out PolicyOverlay? overlay, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, overlay is not null, problems, text, ofPatient: null);
        if (overlay is null)
        {
            return;
        }

        string json = Reading.Back(overlay, static one => one.ToJson(), static text => PolicyOverlay.Parse(text), "an overlay");
        Unless(PolicyOverlay.Parse(json).ContentHash == overlay.ContentHash, "an overlay with another hash when it is read back");
        Canonical(input, "overlay");
        bool fits = ClinicPolicy.VirginiaInfusionTherapies.TryWith(overlay, out ClinicPolicy? both, out ImmutableArray<Problem> conflicts);
        Reading.Answers(fits, both is not null, conflicts, json, ofPatient: null);
        if (both is not null)
        {
            Decides(both);
            Unless(ClinicPolicy.Parse(both.ToJson()) == both, "a policy with an overlay that is another when it is read back");
        }
    }

    /// <summary>The index of a book, each of whose files is the published policy.</summary>
    public static void Book(byte[] input)
    {
        bool isRead = PolicyBookIndex.TryParse(input, out PolicyBookIndex? index, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, index is not null, problems, input, ofPatient: null);
        if (index is null)
        {
            return;
        }

        _ = index.ToString();
        Unless(
            PolicyBookIndex.TryParse(input, out PolicyBookIndex? again, out _) && again == index
            && again.GetHashCode() == index.GetHashCode(),
            "a book that is another when it is read again");
        PolicyBook book;
        try
        {
            book = PolicyBook.Of(index.Versions.Select(static entry => new PolicyValidity(
                ClinicPolicy.VirginiaInfusionTherapies with { Version = entry.File }, entry.From, entry.To)));
        }
        catch (ArgumentException)
        {
            // Versions that leave a gap or overlap are refused, as the member says.
            return;
        }

        Unless(book.On(book.From) == book.Versions[0].Policy, "a book without a version on its first date");
        if (book.Versions.Length <= MostVersionsJudged)
        {
            Judges(new RulesBook(book));
        }
    }

    // The canonical form of a file is that of its canonical form.
    private static void Canonical(byte[] input, string what)
    {
        string path = Reading.Saved(input, ".json");
        if (Reading.File(path, () => CanonicalFile.Read(path), ofPatient: null) is { } file)
        {
            File.WriteAllText(path, file.Text);
            CanonicalFile again = CanonicalFile.Read(path);
            Unless(again.IsCanonical && again.Comments == 0 && again.Text == file.Text, $"a canonical {what} that is none");
        }
    }

    private static void Decides(ClinicPolicy policy)
    {
        InfusionRules rules = new(policy);
        foreach (PatientRecord record in PatientRecords.Fixed)
        {
            DecisionContract.ReadBack(rules.Review(record).ToDocuments());
        }
    }

    // Where a course reaches beyond the book no version is in force, as the member says.
    private static void Judges(RulesBook rules)
    {
        foreach (PatientRecord record in PatientRecords.Fixed)
        {
            CourseReview review;
            try
            {
                review = rules.Review(record);
            }
            catch (ArgumentOutOfRangeException)
            {
                continue;
            }

            DecisionContract.ReadBack(review.ToDocuments());
        }
    }
}
