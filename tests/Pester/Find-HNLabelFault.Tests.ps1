BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/faultEX -Images 12 -Size 128 -Seed 2 -Cause LabelMissing
}

Describe 'Find-HNLabelFault' {
    It 'ranks the places, most suspicious first' {
        $list = $made | Find-HNLabelFault
        # An array has a Rank of its own.
        $list | ForEach-Object Rank | Should -Be (1..$list.Count)
        ($list | Sort-Object Score -Descending).Score | Should -Be $list.Score
    }

    It 'keeps to the kinds and the length that were asked for' {
        $list = $made | Find-HNLabelFault -Fault Missing -First 2
        $list.Count | Should -Be 2
        $list.Fault | Sort-Object -Unique | Should -Be Missing
    }
}
