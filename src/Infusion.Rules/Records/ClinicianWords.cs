using Infusion.Rules.Tables;

namespace Infusion.Rules.Records;

/// <summary>What clinicians have said in a record.</summary>
internal static class ClinicianWords
{
    /// <summary>Whether a clinician has said something.</summary>
    /// <remarks>A word speaks of nothing later than when it was said, so one that was said too soon does not count.</remarks>
    /// <param name="words">The words in force.</param>
    /// <param name="about">What is said.</param>
    /// <param name="since">From when on it may be said; <c>null</c> for any time.</param>
    /// <param name="of">The id of the entry; <c>null</c> for any.</param>
    /// <returns><c>null</c> when it is not known who said it, or whether it was said too soon.</returns>
    public static bool? HasSaid(this IEnumerable<ClinicianWord> words, WordAbout about, Moment? since = null, string? of = null) =>
        words.Where(word => word.About == about && (of is null || word.Of == of))
            .Aggregate((bool?)false, (said, word) => said | (word.IsByClinician & word.IsSaid(since)));
}
