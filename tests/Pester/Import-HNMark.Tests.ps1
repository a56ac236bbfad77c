BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    New-HNSampleRun TestDrive:/markEX -Images 4 -Size 96 -Seed 3 | Out-Null
    Set-Content TestDrive:/marks_markEX.csv 'run,image_id,mark,note', 'markEX,0000_1,ReferenceWrong,"soft, not hard"', 'markEX,0001_2,Good,'
}

Describe 'Import-HNMark' {
    It 'reads what the page saved' {
        $marks = Import-HNMark TestDrive:/marks_markEX.csv
        $marks.ImageId | Should -Be '0000_1', '0001_2'
        $marks.Mark | Should -Be 'ReferenceWrong', 'Good'
        $marks.Note | Should -Be 'soft, not hard', ''
    }

    It 'takes wildcards, names and files from the pipeline, and literal paths' {
        Import-HNMark TestDrive:/marks_*.csv | Should -HaveCount 2
        'TestDrive:/marks_markEX.csv' | Import-HNMark | Should -HaveCount 2
        Get-ChildItem TestDrive:/marks_markEX.csv | Import-HNMark | Should -HaveCount 2
        Copy-Item TestDrive:/marks_markEX.csv 'TestDrive:/one[1].csv'
        Import-HNMark -LiteralPath 'TestDrive:/one[1].csv' | Should -HaveCount 2
    }

    It 'gives panels of the images that were marked' {
        $files = Import-HNMark TestDrive:/marks_markEX.csv | Export-HNPanel TestDrive:/panels -InputRun (Import-HNRun TestDrive:/markEX) -Width 200
        $files | Should -HaveCount 2
    }

    It 'says file and line of a mark that is none, and reads the other files' {
        Set-Content TestDrive:/bad.csv 'run,image_id,mark,note', 'markEX,0000_1,Good,', 'markEX,0001_2,Godo,'
        $marks = Import-HNMark TestDrive:/bad.csv, TestDrive:/marks_markEX.csv -ErrorVariable faults -ErrorAction SilentlyContinue
        $marks | Should -HaveCount 2
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'MalformedFile,*'
        "$($faults[0])" | Should -Match "bad\.csv, line 3, column 'mark': 'Godo' is no mark"
    }

    It 'calls a pattern without a match an error' {
        Import-HNMark TestDrive:/none*.csv -ErrorVariable faults -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
    }
}
