namespace Infusion.Rules.Records;

/// <summary>What clinicians have said in a record.</summary>
internal static class ClinicianWords
{
    /// <summary>Whether a clinician has said something, of an entry or of the record as a whole.</summary>
    /// <param name="record">The record; what was said after its instant is not in it.</param>
    /// <param name="about">What is said.</param>
    /// <param name="of">The id of the entry; <c>null</c> for any.</param>
    public static bool HasSaid(this PatientRecord record, WordAbout about, string? of = null) =>
        record.WordsInForce.Any(word => word.About == about && (of is null || word.Of == of));
}
