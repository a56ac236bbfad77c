BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Resolve-HNImage' {
    BeforeAll {
        foreach ($name in 'gt/01_mask.png', 'gt/02_mask.png', 'gt/03_mask.png', 'gt/notes.txt', 'pred/01.png', 'pred/02.png') {
            $null = New-Item -Force "TestDrive:/$name"
        }
    }

    It 'finds a common suffix, says the rule, and lists what takes no part, without opening a file' {
        $all = Resolve-HNImage -GroundTruth TestDrive:/gt -Prediction TestDrive:/pred -WarningAction SilentlyContinue
        $paired = @($all | Where-Object State -eq Paired)
        $paired.ImageId | Should -Be '01', '02'
        $paired.Rule | Sort-Object -Unique | Should -Be CommonAffix
        @($all | Where-Object State -eq LeftOut).Reason | Should -Be 'GroundTruth: .txt is not read as an image', 'GroundTruth: no image has its name'
    }

    It 'refuses masks that are their own reference' {
        Resolve-HNImage -GroundTruth TestDrive:/pred -Prediction TestDrive:/pred -ErrorVariable fault -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $fault.FullyQualifiedErrorId | Should -BeLike 'SameFile,*'
    }

    It 'shows the images of a run, and is measured as it was shown' {
        $files = Import-HNRun $SampleRun | Resolve-HNImage -MissingGroundTruth Empty -WarningAction SilentlyContinue -PairedOnly
        $measured = $files | Measure-HNMask -WarningAction SilentlyContinue
        $measured.Count | Should -Be $files.Count
        $measured.ImageId | Should -Be $files.ImageId
    }
}
